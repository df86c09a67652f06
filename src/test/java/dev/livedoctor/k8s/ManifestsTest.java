package dev.livedoctor.k8s;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import dev.livedoctor.ruleset.PackReader;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1EnvVar;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1Probe;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1Volume;
import io.kubernetes.client.openapi.models.V1VolumeMount;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The manifests fit Kubernetes' schemas, the restricted security standard, and the application that they run. */
@QuarkusTest
class ManifestsTest {
    private static final Path BASE = Path.of("k8s", "base", "app");
    private static final Path PACK = Path.of("src", "main", "resources", "rules");
    private static final List<String> FOLDERS = List.of("symptoms", "causes", "knowledge", "cases", "language");
    /** What the API server accepts as the data of one ConfigMap, in bytes. */
    private static final int MOST_BYTES = 1 << 20;

    /** Parses JSON as one kind of object; an unknown field, a missing one and one of another type are exceptions. */
    private interface Schema {
        Object parse(String json) throws IOException;
    }

    private static final Map<String, Schema> SCHEMAS = Map.of(
            "apps/v1 Deployment", V1Deployment::fromJson,
            "v1 Service", V1Service::fromJson,
            "v1 Namespace", V1Namespace::fromJson,
            "policy/v1 PodDisruptionBudget", V1PodDisruptionBudget::fromJson,
            "networking.k8s.io/v1 NetworkPolicy", V1NetworkPolicy::fromJson);

    @Test
    void everyManifestFitsItsSchema() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("k8s"))) {
            assertAll(files.filter(file -> file.toString().endsWith(".yaml") && !file.endsWith("kustomization.yaml"))
                    .map(file -> () -> parse(read(file))));
        }
    }

    @Test
    void theSchemasAreStrict() {
        String manifest = read(BASE.resolve("deployment.yaml"));
        assertAll(
                () -> assertThrows(
                        IllegalArgumentException.class,
                        () -> parse(manifest.replace("readOnlyRootFilesystem", "readOnlyRootFileSystem"))),
                () -> assertThrows(
                        IllegalArgumentException.class,
                        () -> parse(manifest.replace("  - name: tmp", "  - nmae: tmp"))),
                () -> assertThrows(
                        RuntimeException.class, () -> parse(manifest.replace("replicas: 2", "replicas: two"))));
    }

    @Test
    void everyKustomizationNamesFilesThatExist() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("k8s"))) {
            for (Path file :
                    files.filter(one -> one.endsWith("kustomization.yaml")).toList()) {
                Map<?, ?> kustomization = yaml(read(file));
                for (Object resource : (List<?>) kustomization.get("resources")) {
                    Path named = file.resolveSibling(resource.toString());
                    assertTrue(
                            Files.isRegularFile(named) || Files.isRegularFile(named.resolve("kustomization.yaml")),
                            () -> file + " names " + resource);
                }
            }
        }
    }

    @Test
    void thePodKeepsTheRestrictedSecurityStandard() {
        V1PodSpec pod = pod();
        V1Container container = container();
        assertAll(
                () -> assertTrue(pod.getSecurityContext().getRunAsNonRoot()),
                () -> assertEquals(
                        "RuntimeDefault",
                        pod.getSecurityContext().getSeccompProfile().getType()),
                () -> assertFalse(pod.getAutomountServiceAccountToken()),
                () -> assertTrue(container.getSecurityContext().getReadOnlyRootFilesystem()),
                () -> assertFalse(container.getSecurityContext().getAllowPrivilegeEscalation()),
                () -> assertEquals(
                        List.of("ALL"),
                        container.getSecurityContext().getCapabilities().getDrop()),
                () -> assertEquals(
                        List.of(),
                        container.getSecurityContext().getCapabilities().getAdd()),
                () -> assertNull(container.getSecurityContext().getPrivileged()),
                () -> assertTrue(container.getResources().getLimits().containsKey("memory")),
                () -> assertTrue(container.getResources().getRequests().keySet().containsAll(Set.of("cpu", "memory"))));
    }

    @Test
    void theImageRunsAsTheSameUser() {
        assertTrue(read(Path.of("Dockerfile"))
                .lines()
                .anyMatch(("USER " + pod().getSecurityContext().getRunAsUser())::equals));
    }

    @Test
    void theProbesAskWhatTheApplicationAnswers() {
        V1Container container = container();
        for (V1Probe probe :
                List.of(container.getStartupProbe(), container.getLivenessProbe(), container.getReadinessProbe())) {
            assertEquals("http", probe.getHttpGet().getPort().getStrValue());
            RestAssured.get(probe.getHttpGet().getPath()).then().statusCode(200).body("status", equalTo("UP"));
        }
        RestAssured.get(deployment()
                        .getSpec()
                        .getTemplate()
                        .getMetadata()
                        .getAnnotations()
                        .get("prometheus.io/path"))
                .then()
                .statusCode(200);
    }

    @Test
    void requestsUnderWayAreAnsweredBeforeThePodIsKilled() {
        Duration answering = ConfigProvider.getConfig().getValue("quarkus.shutdown.timeout", Duration.class);
        long leavingSeconds = container().getLifecycle().getPreStop().getSleep().getSeconds();
        assertTrue(pod().getTerminationGracePeriodSeconds() > answering.toSeconds() + leavingSeconds);
    }

    @Test
    void everySelectorPicksThePods() throws IOException {
        Map<String, String> labels =
                deployment().getSpec().getTemplate().getMetadata().getLabels();
        assertAll(
                () -> assertEquals(labels, deployment().getSpec().getSelector().getMatchLabels()),
                () -> assertEquals(
                        labels, manifest("service", V1Service.class).getSpec().getSelector()),
                () -> assertEquals(
                        labels,
                        manifest("poddisruptionbudget", V1PodDisruptionBudget.class)
                                .getSpec()
                                .getSelector()
                                .getMatchLabels()),
                () -> assertEquals(
                        labels,
                        manifest("networkpolicy", V1NetworkPolicy.class)
                                .getSpec()
                                .getPodSelector()
                                .getMatchLabels()));
    }

    @Test
    void theListOfRuleFilesIsComplete() throws IOException {
        Set<String> listed = new TreeSet<>();
        configMaps().values().forEach(listed::addAll);
        assertEquals(PackReader.files(PACK).keySet(), listed, "maybe run k8s/rules.sh");
    }

    @Test
    void everyConfigMapFitsIntoOneObject() {
        configMaps().forEach((name, files) -> {
            long bytes = files.stream()
                    .mapToLong(file -> file.length() + size(PACK.resolve(file)))
                    .sum();
            assertTrue(bytes < MOST_BYTES, () -> name + " has " + bytes + " bytes");
        });
    }

    /** Lays the volumes out as the kubelet does, symbolic links included, and reads the pack from where the pod is told to. */
    @Test
    void theMountedRulesAreTheWholePack(@TempDir Path root) throws IOException {
        Map<String, V1Volume> volumes =
                pod().getVolumes().stream().collect(Collectors.toMap(V1Volume::getName, Function.identity()));
        Map<String, List<String>> configMaps = configMaps();
        for (V1VolumeMount mount : container().getVolumeMounts()) {
            V1Volume volume = volumes.get(mount.getName());
            Path folder =
                    Files.createDirectories(root.resolve(mount.getMountPath().substring(1)));
            if (volume.getConfigMap() != null) {
                project(configMaps.getOrDefault(volume.getConfigMap().getName(), List.of()), folder);
            }
        }
        Path rules =
                root.resolve(environment().get("LIVEDOCTOR_RULES_DIRECTORY").substring(1));
        assertEquals(PackReader.files(PACK), PackReader.files(rules));
    }

    /** The pod listens to others, so it must find keys where it is told to, and may read them. */
    @Test
    void theKeysComeFromASecret() {
        V1Volume secret = pod().getVolumes().stream()
                .filter(volume -> volume.getSecret() != null)
                .findFirst()
                .orElseThrow();
        V1VolumeMount mount = container().getVolumeMounts().stream()
                .filter(one -> one.getName().equals(secret.getName()))
                .findFirst()
                .orElseThrow();
        assertEquals(mount.getMountPath() + "/keys.yaml", environment().get("LIVEDOCTOR_ACCESS_KEYS"));
        // A Secret belongs to root, and to the pod's group.
        assertEquals(0440, secret.getSecret().getDefaultMode());
        assertTrue(pod().getSecurityContext().getFsGroup() > 0);
        assertTrue(read(Path.of("k8s", "README.md"))
                .contains("create secret generic " + secret.getSecret().getSecretName() + " --from-file=keys.yaml"));
    }

    private static Map<String, String> environment() {
        return container().getEnv().stream().collect(Collectors.toMap(V1EnvVar::getName, V1EnvVar::getValue));
    }

    private static void project(List<String> files, Path folder) throws IOException {
        Path version = Files.createDirectory(folder.resolve("..2026_11_22"));
        Files.createSymbolicLink(folder.resolve("..data"), version.getFileName());
        for (String file : files) {
            Path key = PACK.resolve(file).getFileName();
            Files.copy(PACK.resolve(file), version.resolve(key));
            Files.createSymbolicLink(folder.resolve(key), Path.of("..data").resolve(key));
        }
    }

    /** The files of each ConfigMap that the pack's kustomization generates. */
    private static Map<String, List<String>> configMaps() {
        Map<String, List<String>> files = new LinkedHashMap<>();
        for (Object generator :
                (List<?>) yaml(read(PACK.resolve("kustomization.yaml"))).get("configMapGenerator")) {
            List<String> names = new ArrayList<>();
            ((List<?>) ((Map<?, ?>) generator).get("files")).forEach(file -> names.add(file.toString()));
            files.put(((Map<?, ?>) generator).get("name").toString(), names);
        }
        assertEquals(FOLDERS.size() + 1, files.size());
        return files;
    }

    private static V1PodSpec pod() {
        return deployment().getSpec().getTemplate().getSpec();
    }

    private static V1Container container() {
        return pod().getContainers().get(0);
    }

    private static V1Deployment deployment() {
        return manifest("deployment", V1Deployment.class);
    }

    private static <T> T manifest(String name, Class<T> kind) {
        try {
            return kind.cast(parse(read(BASE.resolve(name + ".yaml"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object parse(String manifest) throws IOException {
        Map<?, ?> object = yaml(manifest);
        String kind = object.get("apiVersion") + " " + object.get("kind");
        assertTrue(SCHEMAS.containsKey(kind), () -> "no schema for " + kind);
        return SCHEMAS.get(kind).parse(new Gson().toJson(object));
    }

    private static Map<?, ?> yaml(String text) {
        return new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
