package dev.weir.core.spec;

import dev.weir.api.Secret;
import java.io.IOException;
import java.util.Optional;

/** A place where secrets are kept. {@code ${secret:x}} asks them in turn. */
public interface SecretProvider {

    /** Its name in {@code ${secret:env:x}}. */
    String name();

    /** The secret, if it is kept here. */
    Optional<Secret> find(String name) throws IOException;
}
