package routes.api.subscription;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.TreeSet;
import routes.common.error.RefusedRequest;

/** Refuses a template or a language that does not exist. */
record WordingCheck(StyleOptions styles) {
    /** @param fields those of a subscription that a caller writes */
    void check(ObjectNode fields) {
        if (fields.hasNonNull("message_language")) {
            Require.oneOf(
                    "message_language", fields.get("message_language").textValue(), new TreeSet<>(styles.languages()));
        }
        if (fields.hasNonNull("message_template")
                && !styles.hasTemplate(fields.get("message_template").textValue())) {
            throw RefusedRequest.invalid("message_template", noSuch(styles.templates()));
        }
    }

    private static String noSuch(Collection<String> known) {
        return "message_template names a template that no channel has; "
                + (known.isEmpty()
                        ? "there is none: put <channel>/<name>.<language>.mustache into the folder veaiops.templates.dir"
                        : "there are " + new TreeSet<>(known));
    }
}
