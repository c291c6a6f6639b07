package dev.weir.core.example;

import dev.weir.api.ByteSize;
import dev.weir.api.Column;
import dev.weir.api.ColumnType;
import dev.weir.api.Context;
import dev.weir.api.Default;
import dev.weir.api.DesignContext;
import dev.weir.api.Doc;
import dev.weir.api.Expression;
import dev.weir.api.FilePath;
import dev.weir.api.InputPort;
import dev.weir.api.Inputs;
import dev.weir.api.Outputs;
import dev.weir.api.Processor;
import dev.weir.api.Query;
import dev.weir.api.Secret;
import dev.weir.api.Share;
import dev.weir.api.Transform;
import dev.weir.api.TransformTask;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

@Processor.Named("everything")
@Doc("Has a setting of every kind.")
public record Everything(
        @Doc("Text.") @Default("") String text,
        @Doc("Secret.") Optional<Secret> secret,
        @Doc("Flag.") @Default("false") boolean flag,
        @Doc("Small number.") @Default("1") int count,
        @Doc("Large number.") @Default("10k") long rows,
        @Doc("Number.") @Default("0.5") double factor,
        @Doc("Exact number.") Optional<BigDecimal> price,
        @Doc("Time.") @Default("100ms") Duration pause,
        @Doc("Size.") @Default("64MiB") ByteSize size,
        @Doc("Share.") @Default("5%") Share share,
        @Doc("Choice.") @Default("one-by-one") Way way,
        @Doc("Column.") Optional<Column> column,
        @Doc("Type.") Optional<ColumnType> columnType,
        @Doc("Expression.") Optional<Expression> where,
        @Doc("Query.") Optional<Query> query,
        @Doc("Path.") Optional<FilePath> path,
        @Doc("Connection.") Optional<Shop> connection,
        @Doc("Texts.") @Default("[]") List<String> names,
        @Doc("Map.") @Default("{}") Map<String, Expression> compute,
        @Doc("Group.") @Default("{}") Limits limits)
        implements Transform {

    /** One way or the other. */
    public enum Way {
        ONE_BY_ONE,
        ALL
    }

    /** Settings below a setting. */
    public record Limits(
            @Doc("Most rows.") @Default("5M") long rows,
            @Doc("Longest.") Optional<Duration> time) {}

    @Override
    public List<InputPort> inputPorts() {
        return InputPort.ANY;
    }

    @Override
    public Outputs outputSchemas(Inputs inputs, DesignContext context) {
        return new Outputs(Map.of(OUT, inputs.all().values().iterator().next()));
    }

    @Override
    public TransformTask start(Context context) {
        return Examples.never(context);
    }
}
