package routes.channel;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import routes.channel.bot.Bot;
import routes.common.security.Secret;

/**
 * What an answer may repeat and no person may see: a credential whole, the longer parts of one that has a name in front of its
 * secret, such as {@code 123:ABC}, and of a credential that is a URL its path, the last step of it, and the values of its
 * query. Each also as it stands in a URL. The one rule of what is masked, for all channels.
 */
public final class HiddenTexts {
    private static final int SECRET_PART = 8;

    private HiddenTexts() {}

    /** Of a bot, with the access token of the call where it has one. */
    public static List<String> of(Bot bot, Secret... tokens) {
        return of(Stream.concat(bot.credentials().values().stream(), Stream.of(tokens))
                .map(Secret::reveal)
                .toList());
    }

    /** Of any texts that are secret. */
    public static List<String> of(Collection<String> secrets) {
        Set<String> hidden = new LinkedHashSet<>();
        for (String secret : secrets) {
            if (secret.startsWith("http://") || secret.startsWith("https://")) {
                ofUrl(secret, hidden);
            } else {
                add(secret, hidden);
                Stream.of(secret.split(":"))
                        .filter(part -> part.length() >= SECRET_PART)
                        .forEach(part -> add(part, hidden));
            }
        }
        return List.copyOf(hidden);
    }

    private static void ofUrl(String url, Set<String> hidden) {
        hidden.add(url);
        int path = url.indexOf('/', url.indexOf("//") + 2);
        if (path < 0) {
            return;
        }
        String[] parts = url.substring(path).split("\\?", 2);
        add(url.substring(path), hidden);
        add(parts[0], hidden);
        add(parts[0].substring(parts[0].lastIndexOf('/') + 1), hidden);
        for (String pair : parts.length > 1 ? parts[1].split("&") : new String[0]) {
            add(pair.substring(pair.indexOf('=') + 1), hidden);
        }
    }

    private static void add(String text, Set<String> hidden) {
        hidden.add(text);
        hidden.add(URLEncoder.encode(text, StandardCharsets.UTF_8));
        try {
            hidden.add(URLDecoder.decode(text, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notEncoded) {
            // a lone percent sign: the text stands for itself
            hidden.add(text);
        }
    }
}
