package dev.weir.server.http;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The names by which a server may be called: those of its address, of its certificate, and what it
 * was told. A request for any other name may come from a page that has bent the DNS to reach us.
 */
final class ServerNames {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*\\.?");
    private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "::1");

    private final String shown;
    private final Set<String> names;
    private final Set<String> domains;
    private final boolean everyAddress;

    private ServerNames(String shown, Set<String> names, Set<String> domains, boolean every) {
        this.shown = shown;
        this.names = Set.copyOf(names);
        this.domains = Set.copyOf(domains);
        this.everyAddress = every;
    }

    /**
     * @param host that the server listens on
     * @param told further names, of proxies for instance
     * @param certificate names of the certificate, {@code *.example.com} among them
     */
    static ServerNames of(String host, List<String> told, List<String> certificate)
            throws UnknownHostException {
        var address = InetAddress.getByName(host);
        boolean every = address.isAnyLocalAddress();
        var names = new TreeSet<String>();
        var domains = new TreeSet<String>();
        if (!every) {
            names.add(normal(host));
            names.add(normal(address.getHostAddress()));
        }
        if (every || address.isLoopbackAddress()) {
            LOOPBACK.forEach(name -> names.add(normal(name)));
        }
        told.forEach(name -> names.add(normal(name)));
        var exact = new ArrayList<>(told);
        for (String name : certificate) {
            if (name.startsWith("*.")) {
                String domain = normal(name.substring(1));
                if (domain.indexOf('.', 1) > 0) { // *.com would let everybody's names in
                    domains.add(domain);
                }
            } else {
                exact.add(name);
                names.add(normal(name));
            }
        }
        String shown = !every ? host : exact.isEmpty() ? "127.0.0.1" : exact.getFirst();
        return new ServerNames(shown, names, domains, every);
    }

    /** Says what is wrong with a name that a user gives. */
    static Optional<String> complaint(String name) {
        return NAME.matcher(name).matches() || literal(bare(name)).isPresent()
                ? Optional.empty()
                : Optional.of(
                        "--name '%s' is not the name of a host; write it without scheme, port and star, such as weir.example.com"
                                .formatted(name));
    }

    /** Whether a request may call the server so. */
    boolean contains(String host) {
        String name = normal(host);
        int dot = name.indexOf('.');
        return names.contains(name)
                || (dot > 0 && domains.contains(name.substring(dot)))
                || (everyAddress && literal(name).filter(ServerNames::isOurs).isPresent());
    }

    /** A name for people to call the server by, as it stands in an address. */
    String shown() {
        return shown.contains(":") ? "[" + bare(shown) + "]" : shown;
    }

    /** Asked anew each time, for addresses come and go. */
    private static boolean isOurs(InetAddress address) {
        try {
            return NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException _) {
            return false; // who cannot be recognized is not let in
        }
    }

    private static String normal(String name) {
        String bare = bare(name).toLowerCase(Locale.ROOT);
        String whole = bare.endsWith(".") ? bare.substring(0, bare.length() - 1) : bare;
        return literal(whole).map(InetAddress::getHostAddress).orElse(whole);
    }

    private static String bare(String name) {
        return name.startsWith("[") && name.endsWith("]")
                ? name.substring(1, name.length() - 1)
                : name;
    }

    /** The address that stands there in digits; names are not looked up. */
    private static Optional<InetAddress> literal(String text) {
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
