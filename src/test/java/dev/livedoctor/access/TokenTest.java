package dev.livedoctor.access;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** A real provider on this machine signs tokens; they are good beside keys, and only as long as they are what they should be. */
@QuarkusTest
@TestProfile(ConfiguredKeysTest.Configured.class)
class TokenTest {
    private static final KeyPair PROVIDER = pair();
    private static final String KEY_ID = "one";

    /** Tells its address and its public key, as OpenID Connect discovery has it. */
    public static class Provider implements QuarkusTestResourceLifecycleManager {
        private HttpServer server;

        @Override
        public Map<String, String> start() {
            try {
                server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            String issuer = "http://localhost:" + server.getAddress().getPort();
            RSAPublicKey key = (RSAPublicKey) PROVIDER.getPublic();
            answer("/.well-known/openid-configuration", """
                    {"issuer": "%s", "jwks_uri": "%s/keys"}""".formatted(issuer, issuer));
            answer("/keys", """
                    {"keys": [{"kty": "RSA", "use": "sig", "alg": "RS256", "kid": "%s", "n": "%s", "e": "%s"}]}""".formatted(KEY_ID, number(key.getModulus()), number(key.getPublicExponent())));
            server.start();
            return Map.of("quarkus.oidc.auth-server-url", issuer, "quarkus.oidc.token.audience", "livedoctor");
        }

        private void answer(String path, String json) {
            server.createContext(path, exchange -> {
                byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().add("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
                exchange.close();
            });
        }

        private static String number(BigInteger number) {
            byte[] bytes = number.toByteArray();
            int sign = bytes[0] == 0 ? 1 : 0;
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(java.util.Arrays.copyOfRange(bytes, sign, bytes.length));
        }

        @Override
        public void stop() {
            server.stop(0);
        }
    }

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JwtClaimsBuilder claims(String... roles) {
        return Jwt.issuer(ConfigProvider.getConfig().getValue("quarkus.oidc.auth-server-url", String.class))
                .audience("livedoctor")
                .subject("alice")
                .groups(Set.of(roles))
                .expiresIn(60);
    }

    private static String signed(JwtClaimsBuilder claims, KeyPair pair) {
        return claims.jws().keyId(KEY_ID).sign(pair.getPrivate());
    }

    private static String signed(JwtClaimsBuilder claims) {
        return signed(claims, PROVIDER);
    }

    private static int read(String token) {
        return given().header("Authorization", "Bearer " + token)
                .get("/rules/shadow")
                .statusCode();
    }

    @Test
    void rolesComeFromTheToken() {
        assertEquals(404, read(signed(claims("rules:read"))));
        assertEquals(404, read(signed(claims("rules:edit"))));
        assertEquals(403, read(signed(claims("diagnose"))));
        assertEquals(403, read(signed(claims("other"))));
        assertEquals(401, given().get("/rules/shadow").statusCode());
        assertEquals(401, given().get("/catalog").statusCode());
    }

    @Test
    void keysAreGoodBesideTokens() {
        assertEquals(404, read(ConfiguredKeysTest.SECRETS.get("rules:read").reveal()));
        assertEquals(401, read(Secret.generate().reveal()));
    }

    @Test
    void aTokenMustBeWhatItShouldBe() {
        assertEquals(401, read(signed(claims("rules:read"), pair())), "another signer");
        for (String none : List.of("...", ".", "a..", "..a", "a.b", "", " ")) {
            assertEquals(401, read(none), none);
        }
        assertEquals(401, read(signed(claims("rules:read").expiresAt(1_000_000_000))), "expired");
        assertEquals(401, read(signed(claims("rules:read").issuer("http://evil.example"))), "another issuer");
        assertEquals(401, read(signed(claims("rules:read").audience("other"))), "for somebody else");
        assertEquals(401, read("nonsense"), "no token");
        String good = signed(claims("rules:read"));
        assertEquals(401, read(good.substring(0, good.length() - 6) + "AAAAAA"), "another signature");
        String payload = good.split("\\.")[1];
        String none = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\",\"kid\":\"one\"}".getBytes(StandardCharsets.UTF_8));
        assertEquals(401, read(none + "." + payload + "."), "signed by nobody");
    }

    @Test
    void aPublicKeyIsNoSecretToSignWith() {
        String token = claims("rules:read")
                .jws()
                .keyId(KEY_ID)
                .signWithSecret(
                        Base64.getEncoder().encodeToString(PROVIDER.getPublic().getEncoded()));
        assertEquals(401, read(token));
    }
}
