package routes.channel.chat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a message in the form that language models take: text, or a file by its URI. Exactly one of the two is
 * there.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Part(@Nullable String text, @JsonProperty("fileData") @Nullable File file) {
    public Part {
        if ((text == null) == (file == null)) {
            throw new IllegalArgumentException("a part is a text or a file");
        }
    }

    /**
     * @param fileUri where it is kept here ({@code veaiops-file:<id>}), or {@code pending:<key>} while it is still at the
     *     platform under that key
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record File(
            @JsonProperty("fileUri") String fileUri,
            @JsonProperty("mimeType") String mimeType,
            @JsonProperty("displayName") String displayName) {}

    private static final String PENDING = "pending:";
    private static final String KEPT = "veaiops-file:";

    public static Part text(String text) {
        return new Part(text, null);
    }

    /** An image that the platform keeps under a key, to be fetched once the message is stored. */
    public static Part pendingImage(String key) {
        return new Part(null, new File(PENDING + key, "image/jpeg", key));
    }

    public boolean pending() {
        return file != null && file.fileUri().startsWith(PENDING);
    }

    /** The platform's key of a pending file. */
    public String pendingKey() {
        if (file == null || !pending()) {
            throw new IllegalStateException("not a pending part");
        }
        return file.fileUri().substring(PENDING.length());
    }

    /** The id of the file behind a URI, if it is kept here. */
    public static Optional<String> keptId(String fileUri) {
        return Optional.of(fileUri).filter(uri -> uri.startsWith(KEPT)).map(uri -> uri.substring(KEPT.length()));
    }

    /** The same part once its bytes are kept here. */
    public Part kept(String fileId, String mimeType) {
        return new Part(null, new File(KEPT + fileId, mimeType, file == null ? fileId : file.displayName()));
    }
}
