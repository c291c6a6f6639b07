package dev.weir.processors.shape;

import dev.weir.api.Plugin;
import dev.weir.api.Processor;
import java.util.List;

/** The processors of this module. */
public final class ShapePlugin implements Plugin {

    @Override
    public List<Class<? extends Processor>> processors() {
        return List.of(
                Filter.class,
                Select.class,
                Join.class,
                Aggregate.class,
                Sql.class,
                Generate.class,
                Print.class,
                Discard.class);
    }
}
