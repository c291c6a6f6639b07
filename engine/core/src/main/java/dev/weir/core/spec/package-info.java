/** What is known of a processor from its record class, and the way from settings to the record. */
@NullMarked
package dev.weir.core.spec;

import org.jspecify.annotations.NullMarked;
