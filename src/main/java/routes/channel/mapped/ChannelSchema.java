package routes.channel.mapped;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import routes.common.yaml.FileSchema;

/** The JSON Schema of {@code channel.yaml}. */
public final class ChannelSchema {
    private ChannelSchema() {}

    public static ObjectNode make() {
        ObjectNode file = FileSchema.file("Channel (channel.yaml)", ChannelKeys.FILE, ChannelKeys.REQUIRED);
        FileSchema.put(file, "method", FileSchema.words(ChannelKeys.METHODS));
        FileSchema.put(file, "retry", FileSchema.words(ChannelKeys.RETRIES));
        FileSchema.put(
                file, "credentials", FileSchema.oneOrMore(FileSchema.object(ChannelKeys.CREDENTIAL, List.of("name"))));
        FileSchema.put(
                file,
                "mentions",
                FileSchema.oneOrMore(FileSchema.object(ChannelKeys.MENTION, List.of("form", "meaning", "mark"))));
        FileSchema.put(file, "target", FileSchema.object(ChannelKeys.TARGET, List.of("form", "meaning")));
        ObjectNode message = FileSchema.object(ChannelKeys.MESSAGE, List.of());
        FileSchema.put(message, "form", FileSchema.words(ChannelKeys.FORMS));
        FileSchema.put(message, "markup", FileSchema.words(ChannelKeys.MARKUPS));
        FileSchema.put(file, "message", message);
        ObjectNode signature = FileSchema.object(ChannelKeys.SIGNATURE, List.of("scheme"));
        FileSchema.put(signature, "scheme", FileSchema.words(ChannelKeys.SCHEMES));
        FileSchema.put(signature, "encoding", FileSchema.words(ChannelKeys.ENCODINGS));
        FileSchema.put(signature, "unit", FileSchema.words(ChannelKeys.UNITS));
        FileSchema.put(file, "signature", signature);
        FileSchema.put(file, "resolved", FileSchema.object(ChannelKeys.RESOLVED, List.of()));
        FileSchema.put(file, "answers", FileSchema.object(ChannelKeys.ANSWERS, List.of()));
        return file;
    }
}
