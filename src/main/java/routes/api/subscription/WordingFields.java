package routes.api.subscription;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import routes.common.error.RefusedRequest;
import routes.subscription.Subscription.Wording;

/** The fields of a subscription that say how its messages are written: what they must be and what they mean. */
final class WordingFields {
    private WordingFields() {}

    /** Null when none is wanted. */
    static @Nullable ZoneId zone(@Nullable String name) {
        if (name == null) {
            return null;
        }
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw RefusedRequest.invalid(
                    "message_time_zone",
                    "message_time_zone is no time zone; write one such as Asia/Shanghai, UTC or +08:00");
        }
    }

    /** Refuses a template or a language that does not exist. */
    static void check(SubscriptionPayload payload, StyleOptions styles) {
        String language = payload.messageLanguage();
        if (language != null) {
            Require.oneOf("message_language", language, new TreeSet<>(styles.languages()));
        }
        String template = payload.messageTemplate();
        if (template != null && !styles.hasTemplate(template)) {
            throw RefusedRequest.invalid("message_template", noSuch(styles.templates()));
        }
    }

    private static String noSuch(Collection<String> known) {
        return "message_template names a template that no channel has; "
                + (known.isEmpty()
                        ? "there is none: put <channel>/<name>.<language>.mustache into the folder veaiops.templates.dir"
                        : "there are " + new TreeSet<>(known));
    }

    /** Fields that are not present keep their values. */
    static Wording wording(SubscriptionPayload payload, Set<String> present, Wording before) {
        return new Wording(
                present.contains("message_template")
                        ? Optional.ofNullable(payload.messageTemplate()).orElse("")
                        : before.template(),
                present.contains("message_language") ? payload.messageLanguage() : before.language(),
                present.contains("message_time_zone") ? zone(payload.messageTimeZone()) : before.zone());
    }
}
