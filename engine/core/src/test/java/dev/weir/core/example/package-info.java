/** Processors to be described, bound and planned, never run. */
@NullMarked
package dev.weir.core.example;

import org.jspecify.annotations.NullMarked;
