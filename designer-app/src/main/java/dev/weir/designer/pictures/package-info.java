/** Pictures of the designer's screens, made without a display. */
@NullMarked
package dev.weir.designer.pictures;

import org.jspecify.annotations.NullMarked;
