package routes.channel.mapped;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.fakes.BotsInMemory.bot;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.channel.Channel;
import routes.channel.bot.CredentialCheck;
import routes.extension.source.ShippedFolder;
import routes.notice.receipt.ReceiptRegistry;

/** Addresses, tokens and chats of the shipped channel files are looked at when they are saved. */
class SavedSettingsTest {
    private static final Map<String, Channel> CHANNELS = MappedChannels.read(
                    ShippedFolder.read("channels", ChannelFolder::packs).orElseThrow(),
                    Set.of(),
                    ReceiptRegistry.load(Optional.empty()).names())
            .channels()
            .stream()
            .collect(Collectors.toMap(Channel::type, channel -> channel));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Discord | webhook_url | https://discord.com/api/webhooks/1234567890/AbC_d-e",
                "Discord | webhook_url | https://canary.discord.com/api/v10/webhooks/1/a?thread_id=5",
                "Discord | webhook_url | http://relay_1:8080/discord/api/webhooks/1/a",
                "Mattermost | webhook_url | https://chat.example.com/team/hooks/abcdefghij",
                "Mattermost | webhook_url | http://[fd00::1]:8065/hooks/x1",
                "Mattermost | webhook_url | https://聊天.example/hooks/x1#top",
                "GoogleChat | webhook_url | https://chat.googleapis.com/v1/spaces/A/messages?key=k&token=t",
                "Telegram | token | 123456:ABC-DEF1234ghIkl-zyx57W2v1u123ew11",
                "Telegram | base_url | http://bot_api:8081/",
                "Ntfy | base_url | https://ntfy.example.org",
                "Matrix | base_url | https://matrix.example.org"
            })
    void what_a_platform_shows_is_taken(String channel, String credential, String value) {
        assertThat(check(channel, credential, value)).isInstanceOf(CredentialCheck.Valid.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Discord | webhook_url | not a url",
                "Discord | webhook_url | ftp://discord.com/api/webhooks/1/a",
                "Discord | webhook_url | https://discord.com/channels/1/2",
                "Discord | webhook_url | https://me:pw@discord.com/api/webhooks/1/a",
                "Discord | webhook_url | https://discord.com/api/webhooks/1",
                "Mattermost | webhook_url | https://chat.example.com/team/channels/town-square",
                "Mattermost | webhook_url | mattermost://chat/hooks/abc",
                "GoogleChat | webhook_url | chat.googleapis.com/v1/spaces",
                "Telegram | token | my bot token with spaces",
                "Telegram | token | bot123456:ABC",
                "Telegram | token | 99887766",
                "Telegram | base_url | api.telegram.org",
                "Ntfy | base_url | topics.corp",
                "Zulip | base_url | corp.zulipchat.com",
                "Matrix | base_url | http://",
                "Gotify | base_url | javascript:alert(1)"
            })
    void anything_else_is_refused_with_the_credential_and_where_to_find_it(
            String channel, String credential, String value) {
        assertThat(check(channel, credential, value)).isInstanceOfSatisfying(CredentialCheck.Invalid.class, invalid -> {
            assertThat(invalid.field()).isEqualTo(credential);
            assertThat(invalid.reason()).doesNotContain(value).contains(meaning(channel, credential));
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"Ntfy | alarms_1 | true", "Ntfy | my topic | false", "Discord | whatever: it is | true"})
    void a_chat_has_the_form_that_its_channel_knows(String channel, String chat, boolean taken) {
        assertThat(channel(channel).chatFault(chat).isEmpty()).isEqualTo(taken);
    }

    private static CredentialCheck check(String channel, String credential, String value) {
        return channel(channel).check(bot(channel, "b", credential, value));
    }

    private static String meaning(String channel, String credential) {
        return channel(channel).credentials().stream()
                .filter(one -> one.name().equals(credential))
                .findFirst()
                .orElseThrow()
                .meaning();
    }

    private static Channel channel(String type) {
        return Objects.requireNonNull(CHANNELS.get(type));
    }
}
