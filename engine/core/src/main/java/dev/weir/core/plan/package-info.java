/** Flow and specs to a checked plan: every port, wire and schema known before anything runs. */
@NullMarked
package dev.weir.core.plan;

import org.jspecify.annotations.NullMarked;
