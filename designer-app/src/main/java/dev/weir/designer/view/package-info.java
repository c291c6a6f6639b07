/** The window and its panes. */
@NullMarked
package dev.weir.designer.view;

import org.jspecify.annotations.NullMarked;
