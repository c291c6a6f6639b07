package dev.weir.expression.parser;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A part of an expression as it was written. Each knows where it begins and ends in the text. */
public sealed interface Syntax {

    /**
     * Where the part stands: from the character {@code start} to before the character {@code end}.
     */
    record Span(int start, int end) {
        Span to(Span other) {
            return new Span(start, other.end);
        }
    }

    Span span();

    /** The parts that this one is made of. */
    default List<Syntax> parts() {
        return switch (this) {
            case Literal _, ColumnName _ -> List.of();
            case Group g -> List.of(g.inner);
            case Unary u -> List.of(u.operand);
            case Binary b -> List.of(b.left, b.right);
            case Test t -> List.of(t.operand);
            case Between b -> List.of(b.operand, b.low, b.high);
            case In i -> joined(List.of(i.operand), i.candidates);
            case Like l -> List.of(l.operand, l.pattern);
            case Case c -> {
                var parts = new ArrayList<Syntax>(c.subject.stream().toList());
                for (When when : c.whens) {
                    parts.add(when.condition);
                    parts.add(when.value);
                }
                c.otherwise.ifPresent(parts::add);
                yield List.copyOf(parts);
            }
            case Cast c -> List.of(c.operand);
            case Call c -> c.arguments;
        };
    }

    private static List<Syntax> joined(List<Syntax> first, List<Syntax> rest) {
        var all = new ArrayList<>(first);
        all.addAll(rest);
        return List.copyOf(all);
    }

    /** What a literal's text is. */
    enum LiteralKind {
        NUMBER,
        TEXT,
        TRUE,
        FALSE,
        NULL
    }

    /**
     * A constant; the text of a number has its sign and no underscores, that of a text no quotes.
     */
    record Literal(LiteralKind kind, String text, Span span) implements Syntax {}

    /** A column of the row, its name without quotes. */
    record ColumnName(String name, Span span) implements Syntax {}

    /** Parentheses around an expression. */
    record Group(Syntax inner, Span span) implements Syntax {}

    /** {@code not}, {@code -} or {@code +}. */
    record Unary(String operator, Syntax operand, Span span) implements Syntax {}

    /** An operator in lower case between two operands; {@code !=} is given as {@code <>}. */
    record Binary(String operator, Syntax left, Syntax right, Span span) implements Syntax {}

    /** What {@code is} asks. */
    enum TestKind {
        NULL,
        TRUE,
        FALSE
    }

    /** {@code is [not] null}, {@code true} or {@code false}. */
    record Test(Syntax operand, TestKind kind, boolean negated, Span span) implements Syntax {}

    record Between(Syntax operand, Syntax low, Syntax high, boolean negated, Span span)
            implements Syntax {}

    record In(Syntax operand, List<Syntax> candidates, boolean negated, Span span)
            implements Syntax {}

    record Like(Syntax operand, Syntax pattern, boolean ignoresCase, boolean negated, Span span)
            implements Syntax {}

    record When(Syntax condition, Syntax value) {}

    record Case(Optional<Syntax> subject, List<When> whens, Optional<Syntax> otherwise, Span span)
            implements Syntax {}

    /** A cast to a type as it was written; {@code yieldsNull} for {@code try_cast}. */
    record Cast(Syntax operand, String type, boolean yieldsNull, Span span) implements Syntax {}

    /** A function's name in lower case, and its arguments. */
    record Call(String function, List<Syntax> arguments, Span span) implements Syntax {}
}
