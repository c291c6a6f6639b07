/** Files of separated values. */
@NullMarked
package dev.weir.processors.files.csv;

import org.jspecify.annotations.NullMarked;
