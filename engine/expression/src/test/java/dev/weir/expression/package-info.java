@NullMarked
package dev.weir.expression;

import org.jspecify.annotations.NullMarked;
