package dev.weir.core.spec;

import dev.weir.api.ByteSize;
import dev.weir.api.Column;
import dev.weir.api.ColumnType;
import dev.weir.api.Expression;
import dev.weir.api.FilePath;
import dev.weir.api.Query;
import dev.weir.api.Secret;
import dev.weir.api.Share;
import dev.weir.core.file.Literals;
import dev.weir.core.file.ScalarNode;
import dev.weir.core.problem.Problems;
import dev.weir.core.problem.Suggestions;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Turns single values into values of components. */
final class ScalarBinder {
    private final BindScope scope;
    private final Problems problems;

    ScalarBinder(BindScope scope, Problems problems) {
        this.scope = scope;
        this.problems = problems;
    }

    Optional<Object> value(Kind kind, Type type, ScalarNode node, String path) {
        var resolved = Interpolation.of(node.raw(), scope);
        for (var mistake : resolved.mistakes()) {
            problems.error(mistake.code(), node.markAt(mistake.offset()), path, mistake.message());
        }
        if (!resolved.mistakes().isEmpty()) {
            return Optional.empty();
        }
        boolean hidden = kind instanceof Kind.Hidden;
        if (resolved.secret() && !hidden) {
            problems.error(
                    "WEIR-2009",
                    node.mark(),
                    path,
                    "cannot hold a secret, because its value is shown; only settings of type secret can");
            return Optional.empty();
        }
        if (hidden && !node.raw().contains("${")) {
            problems.warning(
                    "WEIR-2015",
                    node.mark(),
                    path,
                    "stands in clear text; keep it outside of the file and write ${secret:name}");
        }
        return parse(kind, type, node, resolved.text(), path);
    }

    private Optional<Object> parse(
            Kind kind, Type type, ScalarNode node, String text, String path) {
        return switch (kind) {
            case Kind.Text _ -> Optional.of(text);
            case Kind.Hidden _ -> Optional.of(new Secret(text));
            case Kind.ColumnName _ -> Optional.of(new Column(text));
            case Kind.ExpressionText _ -> Optional.of(new Expression(text));
            case Kind.QueryText _ -> Optional.of(new Query(text));
            case Kind.Path _ -> Optional.of(new FilePath(Paths.absolute(scope.folder(), text)));
            case Kind.Flag _ -> wanted(Literals.flag(text), kind, node, text, path);
            case Kind.Time _ -> wanted(Literals.duration(text), kind, node, text, path);
            case Kind.Bytes _ ->
                    wanted(boxed(Literals.bytes(text)).map(ByteSize::new), kind, node, text, path);
            case Kind.SharePercent _ ->
                    wanted(boxed(Literals.share(text)).map(Share::new), kind, node, text, path);
            case Kind.Real _ -> wanted(real(type, text), kind, node, text, path);
            case Kind.Whole whole -> whole(whole, type, node, text, path);
            case Kind.Choice(List<String> names) -> choice(names, type, node, text, path);
            case Kind.ColumnTypeName _ -> columnType(node, text, path);
            case Kind.Many _, Kind.Keyed _, Kind.Group _, Kind.OneOf _, Kind.ConnectionRef _ ->
                    throw new IllegalStateException(kind + " is not a single value");
        };
    }

    private Optional<Object> wanted(
            Optional<?> value, Kind kind, ScalarNode node, String text, String path) {
        if (value.isEmpty()) {
            problems.error(
                    "WEIR-2003",
                    node.mark(),
                    path,
                    "'%s' is not %s".formatted(text, KindWords.of(kind)));
        }
        return value.map(Object.class::cast);
    }

    private static Optional<?> real(Type type, String text) {
        try {
            var number = new BigDecimal(text.strip().replace("_", ""));
            return Optional.of(type == BigDecimal.class ? number : number.doubleValue());
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private Optional<Object> whole(
            Kind.Whole kind, Type type, ScalarNode node, String text, String path) {
        var number = boxed(Literals.whole(text));
        if (number.isPresent() && (number.get() < kind.min() || number.get() > kind.max())) {
            problems.error(
                    "WEIR-2004",
                    node.mark(),
                    path,
                    "must be %s, is %s".formatted(KindWords.range(kind), text));
            return Optional.empty();
        }
        boolean small = type == int.class || type == Integer.class;
        return wanted(
                number.map(n -> small ? (Object) Math.toIntExact(n) : (Object) n),
                kind,
                node,
                text,
                path);
    }

    private Optional<Object> choice(
            List<String> names, Type type, ScalarNode node, String text, String path) {
        int index = names.indexOf(text);
        if (index < 0) {
            problems.error(
                    "WEIR-2003",
                    node.mark(),
                    path,
                    "'%s' is none of %s%s"
                            .formatted(
                                    text,
                                    String.join(", ", names),
                                    Suggestions.didYouMean(text, names)));
            return Optional.empty();
        }
        return Optional.of(SettingReader.constants((Class<?>) type).get(index));
    }

    private Optional<Object> columnType(ScalarNode node, String text, String path) {
        try {
            return Optional.of(ColumnType.parse(text));
        } catch (IllegalArgumentException e) {
            problems.error("WEIR-2003", node.mark(), path, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private static Optional<Long> boxed(OptionalLong value) {
        return value.stream().boxed().findFirst();
    }

    private static Optional<Double> boxed(OptionalDouble value) {
        return value.stream().boxed().findFirst();
    }
}
