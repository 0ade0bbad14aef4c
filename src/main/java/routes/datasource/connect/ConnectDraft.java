package routes.datasource.connect;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import routes.common.error.RefusedRequest;
import routes.common.security.EgressGuard;
import routes.common.security.Secret;
import routes.common.security.WebAddress;
import routes.datasource.Account;
import routes.datasource.ConnectField;
import routes.datasource.DataSource;

/** Reads the fields of a connect from a request and checks them against what its type declares. */
public final class ConnectDraft {
    /** What a secret looks like in an answer; sent back, it keeps what is stored. */
    public static final String HIDDEN = "**********";

    private static final int LONGEST = 2048;

    private final EgressGuard egress;

    public ConnectDraft(EgressGuard egress) {
        this.egress = egress;
    }

    /**
     * The account that the body describes; what it leaves out stays as it was.
     *
     * @param before null for a new connect
     * @throws RefusedRequest naming the field
     */
    public Account draft(DataSource type, @Nullable Account before, JsonNode body) {
        Map<String, String> fields = new HashMap<>(before == null ? Map.of() : before.fields());
        Map<String, Secret> secrets = new HashMap<>(before == null ? Map.of() : before.secrets());
        boolean moved = false;
        boolean kept = false;
        for (ConnectField field : type.connectFields()) {
            String given = given(field, body.path(field.name()));
            if (given == null) {
                kept |= field.isSecret() && secrets.containsKey(field.name());
            } else if (given.isEmpty()) {
                fields.remove(field.name());
                secrets.remove(field.name());
            } else if (field.isSecret()) {
                secrets.put(field.name(), Secret.of(given));
            } else {
                String old = fields.put(field.name(), given);
                moved |= field.kind() == ConnectField.Kind.URL
                        && old != null
                        && !origin(old).equals(origin(given));
            }
            require(field, fields.containsKey(field.name()) || secrets.containsKey(field.name()));
        }
        if (moved && kept) {
            throw RefusedRequest.invalid(
                    secretName(type), "the secrets must be given again: the connect moves to another host");
        }
        Account account = new Account(before == null ? "" : before.connectId(), type.type(), fields, secrets);
        type.checkConnect(account);
        return account;
    }

    /** Names of the fields that a body gives a value. */
    public static Set<String> given(JsonNode body) {
        return body.properties().stream()
                .filter(field -> field.getValue().isTextual()
                        && !field.getValue().textValue().equals(HIDDEN))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    private @Nullable String given(ConnectField field, JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw RefusedRequest.invalid(field.name(), field.name() + " must be a text");
        }
        String text = value.textValue();
        if (field.isSecret() && text.equals(HIDDEN)) {
            return null;
        }
        if (text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
            throw RefusedRequest.invalid(
                    field.name(),
                    field.name() + " must have at most " + LONGEST + " characters and no control characters");
        }
        if (field.kind() == ConnectField.Kind.URL && !text.isBlank()) {
            url(field.name(), text);
        }
        return text.isBlank() ? "" : text;
    }

    private void url(String name, String text) {
        boolean plain = WebAddress.parse(text)
                .filter(address -> !address.names() && text.indexOf('#') < 0)
                .isPresent();
        if (!plain) {
            throw RefusedRequest.invalid(name, name + " must be an http or https URL without a user in it");
        }
        egress.objectionToUrl(text).ifPresent(objection -> {
            throw RefusedRequest.invalid(name, name + " " + objection);
        });
    }

    private static void require(ConnectField field, boolean there) {
        if (field.required() && !there) {
            throw RefusedRequest.invalid(field.name(), field.name() + " is required: " + field.meaning());
        }
    }

    private static String secretName(DataSource type) {
        return type.connectFields().stream()
                .filter(ConnectField::isSecret)
                .map(ConnectField::name)
                .findFirst()
                .orElse("body");
    }

    private static String origin(String url) {
        URI uri = URI.create(url);
        return (uri.getScheme() + "://" + Objects.toString(uri.getRawAuthority(), "")).toLowerCase(Locale.ROOT);
    }
}
