package dev.weir.processors.cdc;

import dev.weir.api.Connection;
import dev.weir.api.Default;
import dev.weir.api.Doc;
import dev.weir.api.FilePath;
import dev.weir.api.InvalidSetting;
import dev.weir.api.Processor;
import dev.weir.api.Range;
import dev.weir.api.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Access to one database of a PostgreSQL server. */
@Processor.Named("postgres")
@Doc("A database of a PostgreSQL server.")
public record PostgresConnection(
        @Doc(value = "Host name or address of the server.", example = "db.example.com")
                @Default("localhost")
                String host,
        @Doc("Port of the server.") @Default("5432") @Range(min = 1, max = 65535) int port,
        @Doc(value = "Name of the database.", example = "shop") String database,
        @Doc(value = "User to log in as.", example = "weir") String user,
        @Doc(value = "Password of the user.", example = "${secret:shop}") @Default("")
                Secret password,
        @Doc("How the connection is encrypted.") @Default("prefer") Tls tls,
        @Doc("File with the certificates that are trusted for `verify-ca` and `verify-full`.")
                Optional<FilePath> rootCertificate,
        @Doc(
                        value =
                                "Further properties of the driver; allowed are those that change"
                                        + " timeouts and authentication only.",
                        example = "{tcpKeepAlive: \"true\"}")
                @Default("{}")
                Map<String, String> properties)
        implements Connection {

    /** Properties of the driver which open no door: no class names, no files, no other hosts. */
    private static final Set<String> ALLOWED =
            Set.of(
                    "channelBinding",
                    "connectTimeout",
                    "gssEncMode",
                    "loginTimeout",
                    "socketTimeout",
                    "tcpKeepAlive");

    /** How a connection is encrypted. */
    public enum Tls {
        @Doc("Never.")
        DISABLE,
        @Doc("If the server can.")
        PREFER,
        @Doc("Always, whoever the server is.")
        REQUIRE,
        @Doc("Always, and the server's certificate must be trusted.")
        VERIFY_CA,
        @Doc("Always, and the certificate must be trusted and be the host's own.")
        VERIFY_FULL;

        /** The driver's word for it. */
        String mode() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public PostgresConnection {
        properties = Map.copyOf(properties);
        if (host.isBlank() || !host.matches("[A-Za-z0-9._:%\\[\\]-]+")) {
            throw new InvalidSetting("host", "'%s' is not a host name or address".formatted(host));
        }
        for (String name : new TreeSet<>(properties.keySet())) {
            if (!ALLOWED.contains(name)) {
                throw new InvalidSetting(
                        "properties." + name,
                        "is not a property that may be set; there are "
                                + String.join(", ", new TreeSet<>(ALLOWED)));
            }
        }
    }

    /** Where a JDBC driver finds the database; holds neither user nor password. */
    String url() {
        String address = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
        return "jdbc:postgresql://%s:%d/%s"
                .formatted(
                        address,
                        port,
                        URLEncoder.encode(database, StandardCharsets.UTF_8).replace("+", "%20"));
    }

    /** What the JDBC driver is told, user and password included. */
    Properties driverProperties() {
        var all = new Properties();
        all.putAll(encryption());
        all.putAll(properties);
        all.setProperty("user", user);
        all.setProperty("password", password.reveal());
        return all;
    }

    /** Encryption in the driver's words. */
    Map<String, String> encryption() {
        var words = new TreeMap<String, String>();
        words.put("sslmode", tls.mode());
        rootCertificate.ifPresent(file -> words.put("sslrootcert", file.value()));
        return words;
    }

    /** For messages. */
    String where() {
        return "%s:%d/%s".formatted(host, port, database);
    }
}
