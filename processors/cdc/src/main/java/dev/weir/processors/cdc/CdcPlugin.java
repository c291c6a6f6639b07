package dev.weir.processors.cdc;

import dev.weir.api.Connection;
import dev.weir.api.Plugin;
import dev.weir.api.Processor;
import java.util.List;

/** The processors that follow the changes of databases. */
public final class CdcPlugin implements Plugin {
    @Override
    public List<Class<? extends Processor>> processors() {
        return List.of(PostgresCdc.class);
    }

    @Override
    public List<Class<? extends Connection>> connections() {
        return List.of(PostgresConnection.class);
    }
}
