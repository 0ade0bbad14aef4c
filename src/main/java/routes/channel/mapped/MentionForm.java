package routes.channel.mapped;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a platform calls one kind of people.
 *
 * @param form what their ids look like; its named groups are values of mark and entry
 * @param mark how one of them stands in the text
 * @param list where a JSON message lists the people that it calls, as a JSON pointer; null for nowhere
 * @param entry how one of them stands there
 * @param flag what a JSON message says true of when it calls one of them, as a JSON pointer; null for nothing
 */
record MentionForm(TextForm form, Blanks mark, @Nullable String list, Blanks entry, @Nullable JsonPointer flag) {
    Optional<String> marked(String id) {
        return filled(mark, id);
    }

    /** Adds the entry to the message's list, and sets the flag. */
    void listed(String id, ObjectNode message) {
        if (list != null) {
            filled(entry, id).ifPresent(message.withArray(list)::add);
        }
        if (flag != null) {
            message.withObject(flag.head()).put(flag.last().getMatchingProperty(), true);
        }
    }

    private Optional<String> filled(Blanks text, String id) {
        Map<String, String> values = form.read(id).orElse(Map.of());
        return text.raw(name -> Optional.ofNullable(values.get(name)));
    }
}
