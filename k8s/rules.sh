#!/usr/bin/env bash
# Makes a rule pack a kustomize base: writes its kustomization.yaml, with one ConfigMap for the files of the pack itself and one for
# each of its folders. Run it after files were added to the pack or removed.
#
#   k8s/rules.sh [DIRECTORY]        the shipped pack unless given
#
# The list stands in the pack since kustomize reads no file outside of the folder of its kustomization.yaml, and knows no wildcards.
set -euo pipefail
export LC_ALL=C

cd "${1:-$(dirname "$0")/../src/main/resources/rules}"

config_map() { # NAME FILE...
    printf '  - name: %s\n    files:\n' "$1"
    shift
    printf '      - %s\n' "$@"
}

{
    echo '# Written by k8s/rules.sh.'
    echo 'apiVersion: kustomize.config.k8s.io/v1beta1'
    echo 'kind: Kustomization'
    echo 'configMapGenerator:'
    config_map livedoctor-rules pack.yaml metrics.yaml attributes.yaml thresholds.yaml $(ls dimensions.yaml events.yaml 2> /dev/null)
    for folder in symptoms causes knowledge cases language tables overrides; do
        [ -d "$folder" ] || continue
        config_map "livedoctor-rules-$folder" "$folder"/*
    done
} > kustomization.yaml
