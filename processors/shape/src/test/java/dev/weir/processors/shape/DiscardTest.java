package dev.weir.processors.shape;

import dev.weir.api.Sink;
import dev.weir.testkit.Rows;
import dev.weir.testkit.SinkContract;
import java.nio.file.Path;
import java.util.List;

class DiscardTest extends SinkContract<Discard.Nothing> {

    @Override
    protected Sink<Discard.Nothing> sink(Path target) {
        return new Discard();
    }

    @Override
    protected Rows rows() {
        return Rows.of("id int64", "[1]", "[2]", "[3]");
    }

    @Override
    protected List<String> visible(Path target) {
        return List.of();
    }

    @Override
    protected List<String> expected() {
        return List.of();
    }
}
