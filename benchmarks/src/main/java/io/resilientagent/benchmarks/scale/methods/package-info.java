/** Cost per call by how many guarded methods there are; generates them. */
@NullMarked
package io.resilientagent.benchmarks.scale.methods;

import org.jspecify.annotations.NullMarked;
