/** Forms derived from the description of a processor. */
@NullMarked
package dev.weir.designer.form;

import org.jspecify.annotations.NullMarked;
