package routes.channel.mapped;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.Node;
import routes.channel.OnCall;
import routes.channel.bot.Credential;
import routes.common.yaml.YamlFields;
import routes.common.yaml.YamlText;

/** Reads what a channel file says of its bots and of their chats. */
final class IdentityReader {
    private static final Set<String> RESERVED =
            Set.of(CallValues.TARGET, "id", "event_id", Signing.TIMESTAMP, Signing.SIGNATURE, Signing.BODY);

    private final YamlText file;
    private final YamlFields fields;
    private final List<Credential> credentials = new ArrayList<>();
    private final Map<String, String> defaults = new LinkedHashMap<>();
    private final Map<String, TextForm> forms = new LinkedHashMap<>();

    IdentityReader(YamlText file, YamlFields fields) {
        this.file = file;
        this.fields = fields;
        fields.list("credentials").forEach(this::credential);
    }

    ChannelFile.Identity identity() {
        MappedMentions mentions = new MappedMentions(fields.list("mentions").stream()
                .flatMap(node -> mention(node).stream())
                .toList());
        if (!mentions.forms().isEmpty()) {
            credentials.add(OnCall.credential(mentions.meaning()));
        }
        return new ChannelFile.Identity(credentials, defaults, forms, mentions);
    }

    /** The names of the credentials. */
    Set<String> names() {
        return credentials.stream().map(Credential::name).collect(Collectors.toSet());
    }

    private void credential(Node node) {
        YamlFields.of(file, node, "a credential", ChannelKeys.CREDENTIAL).ifPresent(written -> {
            Optional<String> name = written.required("name");
            Optional<String> meaning = written.required("meaning");
            boolean secret = written.flag("secret").orElse(true);
            boolean required = written.flag("required").orElse(false);
            name.flatMap(text -> written.read("name", key -> declared(key, secret, required, meaning.orElse(""))))
                    .ifPresent(credentials::add);
            name.ifPresent(key -> written.text("default").ifPresent(value -> defaults.put(key, value)));
            name.ifPresent(key -> written.read("form", form -> TextForm.of(form, meaning.orElse("")))
                    .ifPresent(form -> forms.put(key, form)));
        });
    }

    private static Credential declared(String name, boolean secret, boolean required, String meaning) {
        if (RESERVED.contains(name)) {
            throw new IllegalArgumentException("{" + name + "} is a value of every call and no name of a credential");
        }
        return new Credential(name, secret, required, meaning);
    }

    private Optional<MentionForm> mention(Node node) {
        return YamlFields.of(file, node, "a mention", ChannelKeys.MENTION).flatMap(written -> {
            written.demand("form", "mark");
            String meaning = written.required("meaning").orElse("");
            Optional<String> list =
                    written.read("list", text -> JsonPointer.compile(text).toString());
            return written.read("form", form -> TextForm.of(form, meaning)).flatMap(form -> written.read(
                            "mark", text -> known(form, text))
                    .map(mark -> new MentionForm(
                            form,
                            mark,
                            list.orElse(null),
                            written.read("entry", text -> known(form, text)).orElse(mark),
                            written.read("flag", IdentityReader::flag).orElse(null))));
        });
    }

    private static JsonPointer flag(String text) {
        JsonPointer place = JsonPointer.compile(text);
        if (place.matches()) {
            throw new IllegalArgumentException("\"flag\" names a field of the message, such as /mentions/all");
        }
        return place;
    }

    private static Blanks known(TextForm form, String text) {
        Blanks blanks = new Blanks(text);
        blanks.names().stream()
                .filter(name -> !form.names().contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException("{" + name + "} is no group of the form, only " + form.names());
                });
        return blanks;
    }

    Optional<TextForm> target() {
        return fields.node("target")
                .flatMap(node -> YamlFields.of(file, node, "a target", ChannelKeys.TARGET))
                .flatMap(written -> {
                    written.demand("form");
                    String meaning = written.required("meaning").orElse("");
                    return written.read("form", form -> distinct(TextForm.of(form, meaning)));
                });
    }

    private TextForm distinct(TextForm form) {
        Set<String> taken = new TreeSet<>(RESERVED);
        taken.addAll(CallValues.names());
        taken.addAll(names());
        form.names().stream().filter(taken::contains).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException("{" + name + "} is a value of every call or a credential already");
        });
        return form;
    }
}
