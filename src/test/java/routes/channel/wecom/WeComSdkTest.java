package routes.channel.wecom;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.fakes.BotsInMemory.bot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import me.chanjar.weixin.cp.bean.message.WxCpXmlMessage;
import me.chanjar.weixin.cp.config.impl.WxCpDefaultConfigImpl;
import me.chanjar.weixin.cp.util.crypto.WxCpCryptUtil;
import org.junit.jupiter.api.Test;
import routes.channel.AccessTokens;
import routes.channel.InboundPost;
import routes.channel.Received;
import routes.channel.bot.Bot;
import routes.common.security.CallbackEnvelope;
import routes.common.security.Secret;
import routes.fakes.BotsInMemory;

/** The widely used Java SDK of WeCom seals for our endpoint, and opens what we seal. */
class WeComSdkTest {
    private static final String CORP = "wx5823bf96d3bd56c7";
    private static final String KEY = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C";
    private static final String SAID =
            "<xml><ToUserName><![CDATA[" + CORP + "]]></ToUserName><FromUserName><![CDATA[li]]>"
                    + "</FromUserName><CreateTime>1409659813</CreateTime><MsgType><![CDATA[text]]></MsgType>"
                    + "<Content><![CDATA[你好 <b>&amp;]]></Content><MsgId>7</MsgId><AgentID>218</AgentID></xml>";

    private final WxCpDefaultConfigImpl config = new WxCpDefaultConfigImpl();

    WeComSdkTest() {
        config.setCorpId(CORP);
        config.setToken("QDG6eK");
        config.setAesKey(KEY);
        config.setAgentId(218);
    }

    @Test
    void what_the_sdk_seals_our_endpoint_accepts() {
        Bot app = bot(
                "WeChat",
                "app",
                "corp_id",
                CORP,
                "agent_id",
                "218",
                "callback_token",
                "QDG6eK",
                "callback_aes_key",
                KEY);
        WeComApi nobody = new WeComApi(request -> null, new AccessTokens(Clock.systemUTC()));
        WeComChannel channel = new WeComChannel(BotsInMemory.of(app), nobody, null, Duration.ofMinutes(10));

        Received received = channel.receive(posted(new WxCpCryptUtil(config).encrypt(SAID)));

        assertThat(received).isInstanceOfSatisfying(Received.Accepted.class, accepted -> assertThat(
                        channel.message(accepted.events().get(0), app)
                                .orElseThrow()
                                .text())
                .isEqualTo("你好 <b>&amp;"));
    }

    private static InboundPost posted(String sealedBySdk) {
        ObjectNode sealed = WeComXml.read(sealedBySdk.getBytes(StandardCharsets.UTF_8));
        String timestamp = sealed.path("TimeStamp").asText();
        String body = "<xml><Encrypt><![CDATA[" + sealed.path("Encrypt").asText() + "]]></Encrypt></xml>";
        return new InboundPost(
                InboundPost.Path.ANY,
                "POST",
                Map.of(
                        "msg_signature", sealed.path("MsgSignature").asText(),
                        "timestamp", timestamp,
                        "nonce", sealed.path("Nonce").asText()),
                Map.of(),
                body.getBytes(StandardCharsets.UTF_8),
                Instant.ofEpochSecond(Long.parseLong(timestamp)));
    }

    @Test
    void what_we_seal_the_sdk_opens() {
        CallbackEnvelope envelope = CallbackEnvelope.of(Secret.of("QDG6eK"), Secret.of(KEY), CORP);
        String encrypt = envelope.seal(SAID.getBytes(StandardCharsets.UTF_8), new byte[16]);
        String body = "<xml><Encrypt><![CDATA[" + encrypt + "]]></Encrypt></xml>";

        WxCpXmlMessage opened = WxCpXmlMessage.fromEncryptedXml(
                body, config, "1409659813", "n", envelope.signature("1409659813", "n", encrypt));

        assertThat(opened.getContent()).isEqualTo("你好 <b>&amp;");
        assertThat(opened.getFromUserName()).isEqualTo("li");
    }
}
