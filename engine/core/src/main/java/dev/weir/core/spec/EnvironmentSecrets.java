package dev.weir.core.spec;

import dev.weir.api.Secret;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Secrets in environment variables: {@code shop/password} is {@code WEIR_SECRET_SHOP_PASSWORD}. */
public record EnvironmentSecrets(Function<String, @Nullable String> environment)
        implements SecretProvider {

    @Override
    public String name() {
        return "env";
    }

    @Override
    public Optional<Secret> find(String name) {
        String variable =
                "WEIR_SECRET_" + name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
        return Optional.ofNullable(environment.apply(variable)).map(Secret::new);
    }
}
