package dev.weir.core.run;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Names this process to others. */
final class Holder {

    private Holder() {}

    static String words() {
        return "process %d on %s".formatted(ProcessHandle.current().pid(), host());
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            // A machine without a name is this one.
            return "this machine";
        }
    }
}
