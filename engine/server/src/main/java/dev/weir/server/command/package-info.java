/** The command line: one class a command, and what they share. */
@NullMarked
package dev.weir.server.command;

import org.jspecify.annotations.NullMarked;
