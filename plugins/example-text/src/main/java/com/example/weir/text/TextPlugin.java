package com.example.weir.text;

import dev.weir.api.Plugin;
import dev.weir.api.Processor;
import java.util.List;

/** What this plugin brings. */
public final class TextPlugin implements Plugin {
    @Override
    public List<Class<? extends Processor>> processors() {
        return List.of(ExtractJson.class);
    }
}
