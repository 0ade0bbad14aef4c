package routes.channel.mapped;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import routes.channel.bot.Credential;
import routes.notice.render.Medium;

/**
 * One channel as its file describes it.
 *
 * @param type the channel's name in the API and in the store
 * @param defaults values of credentials that a bot leaves out
 * @param headers one that names a credential which a bot does not have is left out
 * @param fields texts that are added to the top of a JSON message
 * @param receipts name of the rules that judge the answers
 * @param limits how many messages a target takes, such as {@code 5/1s}; empty for no limit
 * @param retry whose delays it has: {@code chat} or {@code webhook}
 */
record ChannelFile(
        String type,
        List<Credential> credentials,
        Map<String, String> defaults,
        Request request,
        Map<String, Blanks> fields,
        Medium medium,
        String receipts,
        Optional<Signing> signing,
        String limits,
        String retry) {

    ChannelFile {
        credentials = List.copyOf(credentials);
        defaults = Map.copyOf(defaults);
        fields = Map.copyOf(fields);
    }

    /** The HTTP request without its body. */
    record Request(String method, Blanks url, Map<String, Blanks> headers) {
        Request {
            headers = Map.copyOf(headers);
        }
    }
}
