package routes.channel.mapped;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import routes.channel.bot.Credential;
import routes.notice.receipt.ReceiptRegistry;
import routes.notice.receipt.ReceiptRules;
import routes.notice.render.Medium;

/**
 * One channel as its file describes it.
 *
 * @param type the channel's name in the API and in the store
 * @param title its name for people
 * @param docs where the vendor describes the request; empty for nowhere
 * @param identity what a bot holds
 * @param target what the chat of a strategy looks like; empty for any text
 * @param limits how many messages a target takes, such as {@code 5/1s}; empty for no limit
 * @param retry whose delays it has: {@code chat} or {@code webhook}
 */
record ChannelFile(
        String type,
        String title,
        String docs,
        Identity identity,
        Optional<TextForm> target,
        Request request,
        Medium medium,
        Answers answers,
        Optional<Signing> signing,
        String limits,
        String retry) {

    /**
     * What a bot holds.
     *
     * @param defaults values of credentials that a bot leaves out
     * @param forms what credentials look like, by name
     * @param mentions the people that its messages can call
     */
    record Identity(
            List<Credential> credentials,
            Map<String, String> defaults,
            Map<String, TextForm> forms,
            MappedMentions mentions) {
        Identity {
            credentials = List.copyOf(credentials);
            defaults = Map.copyOf(defaults);
            forms = Map.copyOf(forms);
        }
    }

    List<Credential> credentials() {
        return identity.credentials();
    }

    MappedMentions mentions() {
        return identity.mentions();
    }

    Map<String, String> defaults() {
        return identity.defaults();
    }

    /** Where a message goes. */
    record Address(String method, Blanks url) {}

    /**
     * The HTTP request without its message. What names a credential that a bot does not have is left out.
     *
     * @param ended where a message goes that says that an event is over, when it goes elsewhere
     * @param basic user and password with a colon between them
     * @param fields texts that join the fields of the message
     */
    record Request(
            Address usual,
            Optional<Address> ended,
            Map<String, Blanks> query,
            Map<String, Blanks> headers,
            Optional<Blanks> basic,
            Map<String, Blanks> fields) {
        Request {
            query = Map.copyOf(query);
            headers = Map.copyOf(headers);
            fields = Map.copyOf(fields);
        }
    }

    /**
     * How answers are judged.
     *
     * @param own rules of this file
     * @param receipts name of the rules that apply where none of these holds
     */
    record Answers(Optional<ReceiptRules> own, String receipts) {
        ReceiptRules in(ReceiptRegistry registry) {
            ReceiptRules shared = registry.of(receipts);
            return own.map(rules -> rules.before(shared)).orElse(shared);
        }
    }
}
