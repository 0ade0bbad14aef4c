package routes.common.repository;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.POJONode;

/** A record that another one names, as VeAIOps shows it. The store keeps it as a DBRef, as Beanie does. */
public record Link(String id, String collection) {
    /** From a whole link, or from the id alone, which callers write and old documents hold. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Link of(JsonNode written) {
        if (written instanceof POJONode node && node.getPojo() instanceof Link link) {
            return link;
        }
        return written.isTextual()
                ? new Link(written.textValue(), "")
                : new Link(
                        written.path("id").asText(written.path("$id").asText()),
                        written.path("collection").asText(written.path("$ref").asText()));
    }
}
