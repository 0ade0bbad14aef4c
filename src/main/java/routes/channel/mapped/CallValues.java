package routes.channel.mapped;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import routes.channel.bot.Bot;
import routes.common.security.Secret;
import routes.notice.Notice;
import routes.notice.render.NoticeRenderer;

/** The values of the blanks of one call, by name. A credential of the file goes before a value of the message. */
final class CallValues implements Function<String, Optional<String>> {
    static final String TARGET = "target";
    private static final String ID = "id";
    private static final String EVENT = "event_id";

    private final ChannelFile file;
    private final Bot bot;
    private final Map<String, String> known = new HashMap<>();
    private final Supplier<Map<String, String>> message;
    private @Nullable Map<String, String> written;

    /** @param message what the message says, by name; asked for once at most */
    CallValues(ChannelFile file, Bot bot, Notice notice, Supplier<Map<String, String>> message) {
        this.file = file;
        this.bot = bot;
        this.message = message;
        known.put(TARGET, notice.target().address());
        file.target().flatMap(form -> form.read(notice.target().address())).ifPresent(known::putAll);
        known.put(ID, notice.id());
        known.put(EVENT, notice.event().id());
    }

    /** The names that are no credentials. */
    static Set<String> names() {
        Set<String> names = new TreeSet<>(NoticeRenderer.valueNames());
        names.addAll(Set.of(TARGET, ID, EVENT));
        return names;
    }

    void put(String name, String value) {
        known.put(name, value);
    }

    @Override
    public Optional<String> apply(String name) {
        if (file.credentials().stream().anyMatch(credential -> credential.name().equals(name))) {
            return credential(name);
        }
        return Optional.ofNullable(known.get(name))
                .or(() -> name.equals(Signing.SIGNATURE) ? Optional.empty() : Optional.ofNullable(said().get(name)));
    }

    private Optional<String> credential(String name) {
        return bot.credential(name)
                .map(Secret::reveal)
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .or(() -> Optional.ofNullable(file.defaults().get(name)));
    }

    private Map<String, String> said() {
        Map<String, String> said = written == null ? message.get() : written;
        written = said;
        return said;
    }
}
