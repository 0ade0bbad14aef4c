package routes.datasource;

import java.util.Map;
import java.util.Optional;
import routes.common.security.Secret;

/**
 * A connect with its secrets open, for one use: how to get into a monitoring system. Its text shows no secret.
 *
 * @param connectId empty while the connect is only tried
 * @param fields by stored name; without the secret ones
 */
public record Account(String connectId, String type, Map<String, String> fields, Map<String, Secret> secrets) {
    public Account {
        fields = Map.copyOf(fields);
        secrets = Map.copyOf(secrets);
    }

    /** In place of an account, for what the platform answers to everybody. */
    public static Account none(String type) {
        return new Account("", type, Map.of(), Map.of());
    }

    /** A field that the type requires. */
    public String field(String name) {
        return optional(name).orElseThrow(() -> new IllegalStateException("connect " + connectId + " has no " + name));
    }

    public Optional<String> optional(String name) {
        return Optional.ofNullable(fields.get(name)).filter(text -> !text.isBlank());
    }

    /** A secret that the type requires. */
    public Secret secret(String name) {
        return optionalSecret(name)
                .orElseThrow(() -> new IllegalStateException("connect " + connectId + " has no " + name));
    }

    public Optional<Secret> optionalSecret(String name) {
        return Optional.ofNullable(secrets.get(name));
    }
}
