/**
 * What a processor is tested with: {@link dev.weir.testkit.Rows} as literals, a {@link
 * dev.weir.testkit.Bench} that lends memory, clock and files, and the contract suites {@link
 * dev.weir.testkit.TransformContract}, {@link dev.weir.testkit.SourceContract} and {@link
 * dev.weir.testkit.SinkContract}, which every processor must pass.
 */
@NullMarked
package dev.weir.testkit;

import org.jspecify.annotations.NullMarked;
