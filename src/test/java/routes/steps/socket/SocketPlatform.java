package routes.steps.socket;

import java.time.Clock;
import java.time.Duration;
import routes.channel.AccessTokens;
import routes.channel.bot.Bot;
import routes.channel.dingtalk.DingTalkApi;
import routes.channel.dingtalk.DingTalkChannel;
import routes.channel.lark.LarkApi;
import routes.channel.lark.LarkChannel;
import routes.channel.slack.SlackChannel;
import routes.fakes.BotsInMemory;
import routes.fakes.FakeDingTalkSockets;
import routes.fakes.FakeLarkSockets;
import routes.fakes.FakeSlackSockets;
import routes.fakes.FakeSocketPlatform;

/** A platform with a bot that uses its connection. */
enum SocketPlatform {
    SLACK {
        @Override
        FakeSocketPlatform fake() {
            return new FakeSlackSockets(Clock.systemUTC(), "xapp-1");
        }

        @Override
        Bot bot(String secret) {
            return BotsInMemory.bot("Slack", "A1", "secret", "xoxb-1", "app_token", secret.replace("s-", "xapp-"));
        }

        @Override
        void send(FakeSocketPlatform fake, int number) {
            ((FakeSlackSockets) fake)
                    .event(
                            "env-" + number,
                            """
                    {"api_app_id":"A1","type":"event_callback","event_id":"E%d","event":{"type":"message",
                     "channel":"C1","user":"U2","ts":"1531420001.00020%d","text":"hello"}}"""
                                    .formatted(number, number));
        }

        @Override
        Sockets.Made made(FakeSocketPlatform fake) {
            var calls = Sockets.calls(((FakeSlackSockets) fake)::api);
            return bots -> new SlackChannel(bots, calls, calls, null);
        }
    },
    DING_TALK {
        @Override
        FakeSocketPlatform fake() {
            return new FakeDingTalkSockets(Clock.systemUTC(), "ding1", "s-1");
        }

        @Override
        Bot bot(String secret) {
            return BotsInMemory.bot("DingTalk", "ding1", "secret", secret, "receive_by", "socket");
        }

        @Override
        void send(FakeSocketPlatform fake, int number) {
            ((FakeDingTalkSockets) fake)
                    .robot(
                            "env-" + number,
                            """
                    {"msgId":"E%d","msgtype":"text","text":{"content":"hello"},"conversationId":"cid1",
                     "conversationType":"2","senderStaffId":"u1","createAt":1700000000000}"""
                                    .formatted(number));
        }

        @Override
        Sockets.Made made(FakeSocketPlatform fake) {
            DingTalkApi api = new DingTalkApi(Sockets.calls(fake::url), new AccessTokens(Clock.systemUTC()));
            return bots -> new DingTalkChannel(bots, api, null, Duration.ofMinutes(10), () -> new byte[16]);
        }
    },
    LARK {
        @Override
        FakeSocketPlatform fake() {
            return new FakeLarkSockets(Clock.systemUTC(), "cli_1", "s-1");
        }

        @Override
        Bot bot(String secret) {
            return BotsInMemory.bot("Lark", "cli_1", "secret", secret, "receive_by", "socket");
        }

        @Override
        void send(FakeSocketPlatform fake, int number) {
            ((FakeLarkSockets) fake)
                    .event(
                            "env-" + number,
                            """
                    {"schema":"2.0","header":{"event_id":"E%d","event_type":"im.message.receive_v1","app_id":"cli_1",
                     "create_time":"1700000000000"},"event":{"sender":{"sender_id":{"open_id":"ou_s"}},
                     "message":{"message_id":"om_%d","chat_id":"oc_1","message_type":"text","content":"{}"}}}"""
                                    .formatted(number, number));
        }

        @Override
        Sockets.Made made(FakeSocketPlatform fake) {
            LarkApi api = new LarkApi(Sockets.calls(fake::url), new AccessTokens(Clock.systemUTC()));
            return bots -> new LarkChannel(bots, api, null, null, Duration.ofMinutes(10));
        }
    };

    abstract FakeSocketPlatform fake();

    /** @param secret {@code s-1} is right */
    abstract Bot bot(String secret);

    /** Event {@code E<number>} in envelope {@code env-<number>}. */
    abstract void send(FakeSocketPlatform fake, int number);

    abstract Sockets.Made made(FakeSocketPlatform fake);
}
