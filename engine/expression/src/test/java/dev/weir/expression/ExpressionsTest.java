package dev.weir.expression;

import static dev.weir.expression.Rows.batch;
import static dev.weir.expression.Rows.row;
import static dev.weir.expression.Rows.schema;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.api.ColumnType;
import dev.weir.api.Columns;
import dev.weir.api.Expression;
import dev.weir.api.Failures;
import dev.weir.api.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionsTest {
    private static final Schema ORDERS =
            schema(
                    column("id", "int64"),
                    column("status", "utf8"),
                    column("qty", "int32"),
                    column("price", "decimal(10,2)"),
                    column("ts", "timestamp(UTC)"),
                    column("Country Code", "utf8"));

    private final BufferAllocator allocator = new RootAllocator();

    @AfterEach
    void givesAllMemoryBack() {
        allocator.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            textBlock =
                    """
                    qty > 2                                   # bool
                    qty * price                               # decimal(18,2)
                    qty + 1                                   # int32
                    qty / 2                                   # float64
                    status                                    # utf8
                    "country code"                            # utf8
                    STATUS || '!' #                            utf8
                    1                                         # int32
                    1.50                                      # decimal(3,2)
                    null                                      # int32
                    tiny + -(-(7))                            # int8
                    tiny + +7                                 # int32
                    tiny + (3 + 4)                            # int32
                    tiny - -(300)                             # int32
                    null::tinyint - 1                         # int8
                    try_cast('a' as tinyint) - 1              # int8
                    coalesce(price, 0)                        # decimal(12,2)
                    qty::bigint * 2                           # int64
                    id * price                                # decimal(29,2)
                    md5(status)                               # utf8
                    [qty, 1]                                  # list<int32>
                    {'a': qty}                                # struct<a: int32>
                    ts + interval 1 day                       # timestamp(UTC)
                    case when qty > 1 then 'many' else 'one' end # utf8
                    """)
    void knowsTheTypeOfAnExpression(String expression, String type) {
        var fields = new ArrayList<>(ORDERS.getFields());
        fields.add(column("tiny", "int8"));
        assertEquals(
                new Checked.Valid<>(ColumnType.parse(type).field("")),
                Expressions.check(new Expression(expression), new Schema(fields)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            textBlock =
                    """
                    statsu = 'x'          # 0  # unknown column 'statsu'; did you mean 'status'?
                    qty > 2 and prize < 3 # 12 # unknown column 'prize'; did you mean 'price'?
                    zzzzzzzz is null      # 0  # unknown column 'zzzzzzzz'; there are id, status, qty, price, ts, Country Code
                    status = "TX"         # 9  # unknown column 'TX' (a text stands in single quotes); did you mean 'ts'?
                    qty $ 2               # 4  # '$' means nothing here; a column whose name has it stands in double quotes
                    qty >                 # 5  # the end stands where a value was expected
                    qty > 2 price         # 8  # 'price' stands where an operator or the end was expected
                    (qty > 2              # 8  # the end stands where ')' was expected
                    status = 'x           # 9  # the closing ' is missing
                    1 < qty < 3           # 8  # comparisons cannot be chained; join them with 'and'
                    qty & 2 = 'ü' or foo(qty) # 17 # Scalar Function with name foo does not exist! Did you mean "floor"?
                    sum(qty) > 2          # 0  # the value of a row cannot depend on other rows: aggregates, windows and unnest belong into an aggregate or sql processor
                    (select 1)            # 1  # an expression cannot contain a query; that belongs into a sql processor
                    qty::nosuch           # 5  # Type with name nosuch does not exist! Did you mean "struct"?
                    `` # 0 # the expression is empty
                    """)
    void saysWhatIsWrongAndWhere(String expression, int offset, String message) {
        var checked =
                Expressions.check(new Expression(expression == null ? "" : expression), ORDERS);
        var mistake = ((Checked.Invalid<Field>) checked).mistakes().getFirst();
        assertEquals(offset + ": " + message, mistake.offset() + ": " + mistake.message());
    }

    @Test
    void tellsAllUnknownColumnsAtOnce() {
        var checked = Expressions.check(new Expression("a + qty > bb or not ccc"), ORDERS);
        assertEquals(
                List.of(0, 10, 20),
                ((Checked.Invalid<Field>) checked)
                        .mistakes().stream().map(Mistake::offset).toList());
    }

    @Test
    void selectsTheRowsForWhichItIsTrue() throws Exception {
        try (var orders = orders();
                var filter = evaluator("status = 'completed' and qty > 2")) {
            var failures = new Failures();
            var selection = filter.select(orders, failures);
            assertEquals(1, selection.count());
            assertEquals(2, selection.row(0));
            assertEquals(0, failures.count());
        }
    }

    @Test
    void computesValues() throws Exception {
        assertEquals(List.of("1.50", "null", "8.97"), values("qty * price"));
        assertEquals(
                List.of("many?", "none", "many?"),
                values("case when qty > 0 then 'many?' else 'none' end"));
        assertEquals(
                List.of("1.50", "null", "3"),
                values("coalesce(nullif(price, 2.99)::varchar, qty::varchar)"));
    }

    @Test
    void leavesToDuckWhatKernelsDoNotKnow() throws Exception {
        assertEquals(
                List.of("false", "false", "true"),
                values("regexp_matches(status, '^c.m') and qty > 2"));
        assertEquals(List.of("[1,1]", "[null,1]", "[3,1]"), values("[qty, 1]"));
    }

    @Test
    void aFailedRowIsNullAndSaysWhy() throws Exception {
        var texts =
                batch(
                        allocator,
                        schema(column("t", "utf8"), column("n", "int64")),
                        List.of(
                                row("12", 1),
                                row("x1", 0),
                                row(null, 5),
                                row("9999999999", Long.MAX_VALUE)));
        try (texts) {
            assertEquals(
                    "12 null null null / 1 WEIR-4101 'x1' cannot be cast to INTEGER / 3 WEIR-4101 '9999999999' cannot be cast to INTEGER",
                    outcome(texts, "t::int"));
            assertEquals("12 null null null /", outcome(texts, "try_cast(t as int)").strip());
            assertEquals(
                    "2 1 6 null / 3 WEIR-4102 9223372036854775807 + 1 is out of the range of BIGINT",
                    outcome(texts, "n + 1"));
            assertEquals(
                    "true false null null / 3 WEIR-4101 '9999999999' cannot be cast to INTEGER",
                    outcome(texts, "n > 0 and t::int > 1"));
            assertEquals(
                    "12 0 null null / 3 WEIR-4101 '9999999999' cannot be cast to INTEGER",
                    outcome(texts, "case when n = 0 then 0 else t::int end"));
            assertEquals(
                    "2 null null null / 1 WEIR-4103 Could not convert string 'x1' to INT32 when casting from source column t / 3 WEIR-4103 Could not convert string '9999999999' to INT32 when casting from source column t",
                    outcome(texts, "bit_count(t::int)"));
        }
    }

    @Test
    void messagesDoNotShowSensitiveValues() throws Exception {
        var schema = schema(Columns.sensitive(column("iban", "utf8")), column("t", "utf8"));
        try (var texts = batch(allocator, schema, List.<@Nullable Object[]>of(row("DE89", "x")))) {
            assertEquals(
                    "null / 0 WEIR-4101 *** cannot be cast to INTEGER",
                    outcome(texts, "(iban || t)::int"));
            assertEquals(
                    "null / 0 WEIR-4103 bit_count(iban::int) has no value for this row, whose"
                            + " values are sensitive",
                    outcome(texts, "bit_count(iban::int)"));
            assertEquals(
                    "null / 0 WEIR-4101 'x' cannot be cast to INTEGER", outcome(texts, "t::int"));
        }
    }

    @Test
    void aBatchWithSpellingsThatKernelsDoNotKnowIsDuckDbs() throws Exception {
        var schema = schema(column("t", "utf8"));
        try (var texts =
                batch(
                        allocator,
                        schema,
                        List.of(row("2024-02-29"), row("2024-2-9 (BC)"), row("2023-02-29")))) {
            assertEquals(
                    "2024-02-29 -2023-02-09 null / 2 WEIR-4103 invalid date",
                    outcome(texts, "t::date").replaceAll("WEIR-4103 .*", "WEIR-4103 invalid date"));
        }
    }

    @Test
    void checksQueries() {
        var inputs = Map.of("orders", ORDERS, "other", ORDERS);
        assertEquals(
                new Checked.Valid<>(
                        schema(
                                column("status", "utf8"),
                                column("n", "int64"),
                                column("total", "decimal(38,2)"))),
                Expressions.checkQuery(
                        new Query(
                                "select status, count(*) n, sum(price) total from orders group by all;"),
                        inputs));
        assertEquals(
                "[Mistake[offset=7, message=Referenced column \"statsu\" not found in FROM clause! Candidate bindings: \"status\", \"ts\", \"qty\", suggestion=Optional.empty]]",
                mistakes("select statsu from orders", inputs));
        assertEquals(
                "[Mistake[offset=14, message=there is no table order; the tables are the inputs: orders; write"
                        + " from: {order: …} to give an input that name, suggestion=Optional.empty]]",
                mistakes("select * from \"order\"", Map.of("orders", ORDERS)));
    }

    private static String mistakes(String sql, Map<String, Schema> inputs) {
        return ((Checked.Invalid<Schema>) Expressions.checkQuery(new Query(sql), inputs))
                .mistakes()
                .toString();
    }

    private String outcome(dev.weir.api.Batch batch, String expression) throws Exception {
        var failures = new Failures();
        try (var evaluator =
                        Expressions.evaluator(
                                new Expression(expression), batch.schema(), allocator);
                var value = evaluator.evaluate(batch, failures)) {
            var text = new StringBuilder(String.join(" ", Rows.texts(value)));
            for (int i = 0; i < failures.count(); i++) {
                text.append(
                        " / %d %s %s"
                                .formatted(failures.row(i), failures.code(i), failures.message(i)));
            }
            return failures.isEmpty() ? text + " /" : text.toString();
        }
    }

    private List<String> values(String expression) throws Exception {
        try (var orders = orders();
                var evaluator = evaluator(expression);
                var value = evaluator.evaluate(orders, new Failures())) {
            return new ArrayList<>(Rows.texts(value));
        }
    }

    private dev.weir.api.Batch orders() {
        return batch(
                allocator,
                ORDERS,
                List.of(
                        row(1, "completed", 1, "1.50", "2024-01-01T00:00:00", "DE"),
                        row(2, "new", null, null, null, null),
                        row(3, "completed", 3, "2.99", "1960-02-29T12:30:00", "")));
    }

    private dev.weir.api.Evaluator evaluator(String expression) {
        return Expressions.evaluator(new Expression(expression), ORDERS, allocator);
    }

    private static Field column(String name, String type) {
        return ColumnType.parse(type).field(name);
    }
}
