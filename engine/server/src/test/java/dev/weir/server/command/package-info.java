@NullMarked
package dev.weir.server.command;

import org.jspecify.annotations.NullMarked;
