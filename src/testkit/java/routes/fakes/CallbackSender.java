package routes.fakes;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import me.chanjar.weixin.common.util.crypto.WxCryptUtil;
import me.chanjar.weixin.common.util.crypto.WxCryptUtil.EncryptContext;
import routes.common.json.Json;

/**
 * DingTalk and WeCom as those who post: sealed and signed by a library that is not ours, since
 * both platforms seal alike, and as impatient as they are.
 */
public final class CallbackSender {
    /** What DingTalk waits for an answer; WeCom waits five seconds. */
    private static final Duration DINGTALK_WAITS = Duration.ofMillis(1500);

    private static final Duration WECOM_WAITS = Duration.ofSeconds(5);
    private static final int WECOM_TRIES = 3;

    private final String endpoint;
    private final WxCryptUtil crypto;
    private final HttpClient client = HttpClient.newHttpClient();

    /** @param receiver addressee of the callbacks */
    public CallbackSender(String endpoint, String token, String aesKey, String receiver) {
        this.endpoint = endpoint;
        this.crypto = new WxCryptUtil(token, aesKey, receiver);
    }

    /** WeCom's look whether the address is ours: only the very text will do. */
    public boolean wecomVerifies(String text) {
        EncryptContext sealed = crypto.encryptContext(text);
        HttpResponse<byte[]> answer = send(HttpRequest.newBuilder(
                        address(sealed, "&echostr=" + URLEncoder.encode(sealed.getEncrypt(), StandardCharsets.UTF_8)))
                .timeout(Duration.ofSeconds(1)));
        return answer.statusCode() == 200 && new String(answer.body(), StandardCharsets.UTF_8).equals(text);
    }

    /** Posts until it is taken, three times at most. @return the last status */
    public int wecomPosts(String xml) {
        int status = 0;
        for (int tries = 0; tries < WECOM_TRIES && status != 200; tries++) {
            EncryptContext sealed = crypto.encryptContext(xml);
            String body =
                    "<xml><ToUserName><![CDATA[corp]]></ToUserName><AgentID><![CDATA[1]]></AgentID><Encrypt><![CDATA["
                            + sealed.getEncrypt() + "]]></Encrypt></xml>";
            status = send(post(sealed, "text/xml", body).timeout(WECOM_WAITS)).statusCode();
        }
        return status;
    }

    /** Posts an event. Empty unless the answer holds the word {@code success}, sealed and signed, in time. */
    public Optional<JsonNode> dingtalkPosts(String event) {
        EncryptContext sealed = crypto.encryptContext(event);
        String body = "{\"encrypt\":\"" + sealed.getEncrypt() + "\"}";
        HttpResponse<byte[]> answer =
                send(post(sealed, "application/json", body).timeout(DINGTALK_WAITS));
        if (answer.statusCode() != 200) {
            return Optional.empty();
        }
        try {
            JsonNode said = Json.mapper().readTree(answer.body());
            String word = crypto.decryptContent(
                    said.path("msg_signature").asText(),
                    said.path("timeStamp").asText(),
                    said.path("nonce").asText(),
                    said.path("encrypt").asText());
            return word.equals("success") ? Optional.of(said) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A click on a card of DingTalk: signed by a time, not sealed. */
    public static HttpResponse<String> dingtalkClicks(String endpoint, String secret, Object body) {
        String now = Long.toString(System.currentTimeMillis());
        HttpRequest request = HttpRequest.newBuilder(URI.create(endpoint))
                .header("x-ddpaas-signature-timestamp", now)
                .header("x-ddpaas-signature", FakeDingTalk.signCard(secret, now))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(body)))
                .timeout(DINGTALK_WAITS)
                .build();
        try {
            return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException("posting to " + endpoint, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest.Builder post(EncryptContext sealed, String type, String body) {
        return HttpRequest.newBuilder(address(sealed, ""))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private URI address(EncryptContext sealed, String more) {
        return URI.create(endpoint + "?msg_signature=" + sealed.getSignature() + "&timestamp=" + sealed.getTimeStamp()
                + "&nonce=" + sealed.getNonce() + more);
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException("posting to " + endpoint, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
