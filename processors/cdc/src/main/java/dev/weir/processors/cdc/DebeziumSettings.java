package dev.weir.processors.cdc;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The settings of a source in the words of Debezium's PostgreSQL connector. */
final class DebeziumSettings {
    private DebeziumSettings() {}

    /**
     * @param tables all to be captured, by full name
     * @param generated columns that the log does not have
     */
    static Map<String, String> of(
            PostgresCdc settings,
            PostgresLaunch.Plan plan,
            List<String> tables,
            List<String> generated,
            Duration statusInterval) {
        var words = new HashMap<String, String>();
        access(settings.connection(), words);
        words.put("connector.class", "io.debezium.connector.postgresql.PostgresConnector");
        words.put("task.id", "0");
        words.put("name", plan.slot());
        words.put("topic.prefix", plan.slot());
        words.put("plugin.name", "pgoutput");
        words.put("slot.name", plan.slot());
        words.put("publication.name", plan.publication());
        words.put("publication.autocreate.mode", "disabled"); // PostgresLaunch has created it.
        words.put("table.include.list", patterns(tables));
        if (!generated.isEmpty()) {
            words.put("column.exclude.list", patterns(generated));
        }
        words.put("snapshot.mode", snapshot(settings, plan));
        exactness(words);
        values(plan.toast(), words);
        words.put("status.update.interval.ms", String.valueOf(statusInterval.toMillis()));
        long poll = settings.pollInterval().toMillis();
        words.put("poll.interval.ms", String.valueOf(poll));
        words.put("heartbeat.interval.ms", String.valueOf(settings.heartbeat().toMillis()));
        return words;
    }

    private static void access(PostgresConnection connection, Map<String, String> words) {
        words.put("database.hostname", connection.host());
        words.put("database.port", String.valueOf(connection.port()));
        words.put("database.user", connection.user());
        words.put("database.password", connection.password().reveal());
        words.put("database.dbname", connection.database());
        connection.encryption().forEach((name, value) -> words.put("database." + name, value));
        connection.properties().forEach((name, value) -> words.put("driver." + name, value));
    }

    private static String snapshot(PostgresCdc settings, PostgresLaunch.Plan plan) {
        if (plan.preview()) {
            return "initial_only"; // The one mode that needs neither slot nor publication.
        }
        return settings.snapshot() == PostgresCdc.Snapshot.INITIAL ? "initial" : "no_data";
    }

    /** What the promise of exactly once rests on. */
    private static void exactness(Map<String, String> words) {
        words.put("provide.transaction.metadata", "true");
        words.put("tombstones.on.delete", "false");
        words.put("skipped.operations", "none"); // Else truncates are left out.
        words.put("event.converting.failure.handling.mode", "fail"); // Else values become null.
        words.put("errors.max.retries", "0"); // A restart behind our back would repeat rows.
        // When it has found its place it connects again, maybe before the server let go of the
        // slot.
        words.put("slot.max.retries", "40");
        words.put("slot.retry.delay.ms", "250");
        words.put("max.batch.size", "2048");
        words.put("max.queue.size", "8192");
        words.put("max.queue.size.in.bytes", String.valueOf(32 << 20));
        words.put("statistics.metrics.enabled", "false");
        words.put("executor.shutdown.timeout.ms", "4000");
    }

    private static void values(Toast toast, Map<String, String> words) {
        words.put("decimal.handling.mode", "string"); // Else NaN becomes null.
        words.put("time.precision.mode", "microseconds");
        words.put("interval.handling.mode", "string");
        words.put("hstore.handling.mode", "map");
        words.put("binary.handling.mode", "bytes");
        words.put("include.unknown.datatypes", "true");
        words.put("column.propagate.source.type", ".*");
        words.put("unavailable.value.placeholder", toast.placeholder());
    }

    /** Names as a list of regular expressions that match them only. */
    private static String patterns(List<String> names) {
        return names.stream()
                .map(name -> Pattern.compile("([^A-Za-z0-9_])").matcher(name).replaceAll("\\\\$1"))
                .collect(Collectors.joining(","));
    }
}
