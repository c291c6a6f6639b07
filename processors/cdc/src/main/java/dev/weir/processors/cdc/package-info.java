/**
 * Change data capture. A {@link dev.weir.processors.cdc.CdcDriver} delivers what a database's log
 * says, {@link dev.weir.processors.cdc.ChangeReader} turns it into batches and decides where a cut
 * is allowed: where a transaction ends.
 */
@NullMarked
package dev.weir.processors.cdc;

import org.jspecify.annotations.NullMarked;
