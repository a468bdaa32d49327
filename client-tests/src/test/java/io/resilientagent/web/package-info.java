/** Web applications that call models, as their HTTP clients see them. */
@NullMarked
package io.resilientagent.web;

import org.jspecify.annotations.NullMarked;
