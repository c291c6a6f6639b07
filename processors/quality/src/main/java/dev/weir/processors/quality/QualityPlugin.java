package dev.weir.processors.quality;

import dev.weir.api.Plugin;
import dev.weir.api.Processor;
import java.util.List;

/** The processors of this module. */
public final class QualityPlugin implements Plugin {

    @Override
    public List<Class<? extends Processor>> processors() {
        return List.of(Expect.class);
    }
}
