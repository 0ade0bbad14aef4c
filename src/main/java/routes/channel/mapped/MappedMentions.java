package routes.channel.mapped;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import routes.channel.bot.Mentions;

/** The people that messages of a mapped channel can call, and how. */
record MappedMentions(List<MentionForm> forms) {
    private static final int BYTES_OF_ONE = 120;

    MappedMentions {
        forms = List.copyOf(forms);
    }

    /** Empty for a platform that calls no one. */
    Optional<Mentions> rule() {
        return forms.isEmpty()
                ? Optional.empty()
                : Optional.of(new Mentions(id -> of(id).isPresent(), "give " + meaning()));
    }

    String meaning() {
        return forms.stream().map(one -> one.form().meaning()).collect(Collectors.joining(", or "));
    }

    private Optional<MentionForm> of(String id) {
        return forms.stream().filter(one -> one.form().fits(id)).findFirst();
    }

    /** What stands in the text. */
    String marks(List<String> called) {
        return called.stream()
                .flatMap(id -> of(id).flatMap(form -> form.marked(id)).stream())
                .collect(Collectors.joining(" "));
    }

    /** The bytes that {@link #list} adds at most. */
    static int room(List<String> called) {
        return called.size() * BYTES_OF_ONE;
    }

    /** What stands beside the text. */
    void list(List<String> called, ObjectNode message) {
        called.forEach(id -> of(id).ifPresent(form -> form.listed(id, message)));
    }
}
