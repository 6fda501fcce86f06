-- Lenses that the first minds came with named sources that never were: git is told by `projects`, and what came of earlier
-- answers by `decisions`. A version that a ballot names stays as it was; then the right lens is a new version.
WITH wrong AS (
  SELECT p.id, p.version + (EXISTS (SELECT FROM council.seat s WHERE s.voter = p.id AND s.persona_version = p.version))::integer AS version,
    ARRAY (
      SELECT entry FROM (
        SELECT CASE WHEN name = 'scores' THEN 'decisions' ELSE regexp_replace(name, '^git(:|$)', 'projects\1') END AS entry, min(place) AS place
        FROM unnest(p.lens) WITH ORDINALITY AS old (name, place) GROUP BY 1
      ) AS fixed ORDER BY place
    ) AS lens
  FROM council.persona p
  WHERE EXISTS (SELECT FROM unnest(p.lens) AS name WHERE name = 'scores' OR name ~ '^git(:|$)')
), changed AS (
  UPDATE council.persona p SET lens = w.lens, version = w.version FROM wrong w WHERE p.id = w.id
  RETURNING p.id, p.version, p.lens, jsonb_build_object('name', p.name, 'duty', p.duty, 'artefact', p.artefact, 'lens', to_jsonb(p.lens),
    'model', p.model, 'weight', p.weight, 'enabled', p.enabled) AS content
)
INSERT INTO council.persona_version (persona, version, content, changed_by) SELECT id, version, content, 'Optimus' FROM changed
ON CONFLICT (persona, version) DO UPDATE SET content = excluded.content;
