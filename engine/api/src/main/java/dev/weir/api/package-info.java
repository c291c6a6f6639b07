/**
 * What a processor is written against: settings, schemas, batches, and the life of a task.
 *
 * <p>A processor is a record whose components are its settings; {@code start} returns the running
 * task. Start reading at {@link dev.weir.api.Source}, {@link dev.weir.api.Transform} and {@link
 * dev.weir.api.Sink}.
 */
@NullMarked
package dev.weir.api;

import org.jspecify.annotations.NullMarked;
