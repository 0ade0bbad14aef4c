package routes.store;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bson.Document;
import routes.channel.chat.Erasure;

/** What is left of a stored message that mentions a person who is erased. */
final class ErasedMention {
    private static final String MENTIONS = "mentions";
    private static final String PARTS = "msg_llm_compatible";

    private final List<String> marks;

    private ErasedMention(List<String> marks) {
        this.marks = marks;
    }

    /** The fields that change. The name stays where it was written without a mention. */
    static Document of(Document message, String personId) {
        List<Document> others = new ArrayList<>();
        List<String> marks = new ArrayList<>();
        marks.add("@" + personId);
        for (Document mention : EventViews.documents(message, MENTIONS)) {
            if (personId.equals(mention.get("id"))) {
                StoredFields.text(mention, "name")
                        .filter(name -> !name.isBlank())
                        .ifPresent(name -> marks.addAll(List.of("@" + name, "@" + inJson(name))));
            } else {
                others.add(mention);
            }
        }
        return new ErasedMention(marks).left(message).append(MENTIONS, others);
    }

    private static String inJson(String name) {
        return String.valueOf(JsonStringEncoder.getInstance().quoteAsString(name));
    }

    private Document left(Document message) {
        Document fields = new Document();
        Stream.of("msg", "text").forEach(field -> StoredFields.text(message, field)
                .ifPresent(text -> fields.append(field, without(text))));
        Optional.of(EventViews.documents(message, PARTS))
                .filter(parts -> !parts.isEmpty())
                .ifPresent(parts ->
                        fields.append(PARTS, parts.stream().map(this::part).toList()));
        return fields;
    }

    private Document part(Document part) {
        Document left = new Document(part);
        StoredFields.text(part, "text").ifPresent(text -> left.append("text", without(text)));
        return left;
    }

    private String without(String text) {
        String left = text;
        for (String mark : marks) {
            left = left.replace(mark, "@" + Erasure.ERASED);
        }
        return left;
    }
}
