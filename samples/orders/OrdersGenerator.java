import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.SplittableRandom;

/**
 * Writes the orders file: {@code java OrdersGenerator.java ROWS OUT.csv [SEED]}. The same arguments give
 * the same bytes. RFC 4180 with quotes, commas and line breaks inside fields, and names in UTF-8.
 */
public class OrdersGenerator {
    private static final String[] COUNTRY = {
        "US", "DE", "FR", "GB", "IN", "BR", "JP", "CN", "ZA", "NO", "SE", "ES"
    };
    private static final String[] STATUS = {
        "completed", "pending", "cancelled", "returned", "completed", "completed"
    };
    private static final String[] ADJECTIVE = {
        "red", "blue", "small", "large", "heavy", "light", "smart", "eco"
    };
    private static final String[] NOUN = {
        "lamp", "desk", "chair", "phone", "cable", "mug", "bag", "clock", "pen", "radio"
    };
    private static final String[] FIRST = {
        "Anna", "Ben", "Chloé", "Dmitri", "Eve", "Farid", "Grace", "Håkon", "Ines", "Jürgen", "Kim",
        "Liu"
    };
    private static final String[] LAST = {
        "Smith", "Müller", "Garcia", "Okafor", "Tanaka", "O'Neil", "Silva", "Hansen"
    };
    private static final long BASE = Instant.parse("2024-01-01T00:00:00Z").toEpochMilli();

    public static void main(String[] arguments) throws IOException {
        long rows = Long.parseLong(arguments[0]);
        long seed = arguments.length > 2 ? Long.parseLong(arguments[2]) : 42;
        var random = new SplittableRandom(seed);
        try (OutputStream out =
                new BufferedOutputStream(Files.newOutputStream(Path.of(arguments[1])), 1 << 20)) {
            var text = new StringBuilder(1 << 20);
            text.append("id,ts,customer,country,product,qty,price,status,note,lat\n");
            for (long id = 1; id <= rows; id++) {
                row(text, id, random);
                if ((id & 8191) == 0) {
                    out.write(text.toString().getBytes(StandardCharsets.UTF_8));
                    text.setLength(0);
                }
            }
            out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void row(StringBuilder text, long id, SplittableRandom random) {
        long millis = BASE + id * 737L + random.nextInt(700);
        int cents = random.nextInt(1, 1_000_00);
        int kind = random.nextInt(20);
        text.append(id).append(',').append(Instant.ofEpochMilli(millis - millis % 1000)).append(',');
        text.append(FIRST[random.nextInt(12)]).append(' ').append(LAST[random.nextInt(8)]);
        text.append(' ').append(random.nextInt(100000)).append(',');
        text.append(COUNTRY[random.nextInt(12)]).append(',');
        text.append(ADJECTIVE[random.nextInt(8)]).append(' ').append(NOUN[random.nextInt(10)]);
        text.append(',').append(1 + random.nextInt(9)).append(',').append(cents / 100).append('.');
        text.append((char) ('0' + cents / 10 % 10)).append((char) ('0' + cents % 10)).append(',');
        text.append(STATUS[random.nextInt(6)]).append(',');
        note(text, kind, random.nextInt(1000));
        text.append(',').append(Math.round((random.nextDouble() * 180 - 90) * 1e6) / 1e6);
        text.append('\n');
    }

    private static void note(StringBuilder text, int kind, int number) {
        switch (kind) {
            case 0 -> text.append("\"said \"\"ok\"\" on delivery ").append(number).append('"');
            case 1 ->
                    text.append("\"fragile, handle with care, batch ").append(number).append('"');
            case 2 -> text.append("\"line one ").append(number).append("\nline two\"");
            case 3, 4, 5, 6 -> {}
            default -> text.append("order note ").append(number);
        }
    }
}
