/**
 * Keeps other sites out of an application that anybody on this machine can break.
 */
@NullMarked
package io.resilientagent.sample.web;

import org.jspecify.annotations.NullMarked;
